"""Reports of forms that came back: a return and its result, and a summary of many, as Documents and as files.

What was answered is untrusted text: it is set as it stands, as plain words, and never read as markup.
"""

from press.report.returned import return_report as return_report
from press.report.summary import LEAST as LEAST
from press.report.summary import summary_report as summary_report
from press.report.write import write_reports as write_reports
