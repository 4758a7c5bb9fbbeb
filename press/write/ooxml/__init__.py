"""WordprocessingML (ECMA-376, ISO/IEC 29500) as it is written: all raw markup of Word files is made here."""
