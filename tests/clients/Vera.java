import java.io.File;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.VeraPDFFoundry;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.RuleId;

/**
 * Validates many PDF files in one run of Java: starting the engine costs more than most files do.
 *
 * <pre>Vera FLAVOUR FILE...</pre>
 *
 * prints for each file, in order, one line of JSON:
 *
 * <pre>{"file", "flavour", "compliant", "checks", "failures": {"clause-test": {"count", "message"}}}</pre>
 *
 * A file that cannot be read is not compliant and fails the rule "unreadable". Called by verapdf.py.
 */
public final class Vera {
    private static final int WRONG_USE = 2;

    /** How often a rule failed, and how the first time reads. */
    private static final class Failure {
        private final int count;
        private String message = "";

        private Failure(int count) {
            this.count = count;
        }
    }

    public static void main(String[] arguments) {
        // veraPDF names no flavour that it does not know: ask here, for a clear message.
        if (arguments.length < 2 || !PDFAFlavour.getFlavourIds().contains(arguments[0])) {
            System.err.println("usage: Vera FLAVOUR FILE...   flavours: " + PDFAFlavour.getFlavourIds());
            System.exit(WRONG_USE);
        }
        PDFAFlavour flavour = PDFAFlavour.byFlavourId(arguments[0]);
        // Whatever the locale says, the reader expects UTF-8. What veraPDF itself may print must not mix with it.
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.setOut(System.err);
        VeraGreenfieldFoundryProvider.initialise();
        VeraPDFFoundry foundry = Foundries.defaultInstance();
        for (int i = 1; i < arguments.length; i++) {
            out.println(validate(foundry, flavour, arguments[i]));
        }
    }

    private static String validate(VeraPDFFoundry foundry, PDFAFlavour flavour, String file) {
        Map<String, Failure> failures = new TreeMap<>();
        int checks = 0;
        boolean compliant = false;
        // One displayed failure a rule, passed checks not logged, messages made, no progress on the console.
        try (PDFAParser parser = foundry.createParser(new File(file), flavour);
                PDFAValidator validator = foundry.createValidator(flavour, 1, false, true, false)) {
            ValidationResult result = validator.validate(parser);
            compliant = result.isCompliant();
            checks = result.getTotalAssertions();
            result.getFailedChecks().forEach((rule, count) -> failures.put(name(rule), new Failure(count)));
            for (TestAssertion assertion : result.getTestAssertions()) {
                Failure failure = failures.get(name(assertion.getRuleId()));
                if (failure != null && failure.message.isEmpty()) {
                    failure.message = assertion.getMessage() + " @ " + assertion.getLocation().getContext();
                }
            }
        } catch (Exception | StackOverflowError problem) {
            compliant = false;
            Failure failure = new Failure(1);
            failure.message = problem.toString();
            failures.put("unreadable", failure);
        }
        StringJoiner rules = new StringJoiner(", ", "{", "}");
        failures.forEach((rule, failure) -> rules.add(
                quote(rule) + ": {\"count\": " + failure.count + ", \"message\": " + quote(failure.message) + "}"));
        return "{\"file\": " + quote(file) + ", \"flavour\": " + quote(flavour.getId()) + ", \"compliant\": " + compliant
                + ", \"checks\": " + checks + ", \"failures\": " + rules + "}";
    }

    /** The name of a rule as veraPDF's own documentation has it: clause, test. */
    private static String name(RuleId rule) {
        return rule.getClause() + "-" + rule.getTestNumber();
    }

    /** A string of JSON on one line; runs of white space, which messages are full of, become one space. */
    private static String quote(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (char letter : text.replaceAll("\\s+", " ").toCharArray()) {
            if (letter == '"' || letter == '\\') {
                quoted.append('\\').append(letter);
            } else if (letter < ' ' || Character.isSurrogate(letter)) {
                quoted.append(String.format("\\u%04x", (int) letter));
            } else {
                quoted.append(letter);
            }
        }
        return quoted.append('"').toString();
    }
}
