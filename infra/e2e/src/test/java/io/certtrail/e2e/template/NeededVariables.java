package io.certtrail.e2e.template;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.certtrail.aws.config.Environment;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The environment variables that a handler can come to ask for: those that {@link Environment}'s methods name which can
 * be reached from it. In the functions' own classes call by call; of any other class, whatever it holds as soon as it is
 * made, since it is called through a port.
 */
final class NeededVariables {

    private static final String OURS = "io.certtrail.";
    private static final String FUNCTIONS = "io.certtrail.functions.";
    private static final Pattern NOT_SET = Pattern.compile("the environment variable (\\w+) is not set");

    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.certtrail");

    /** The variables that must be there for this handler. */
    Set<String> of(String handler) {
        Set<String> variables = new TreeSet<>();
        Set<JavaCodeUnit> seen = new HashSet<>();
        Deque<JavaCodeUnit> open = new ArrayDeque<>(classes.get(handler).getCodeUnits());
        while (!open.isEmpty()) {
            JavaCodeUnit unit = open.removeFirst();
            if (!seen.add(unit)) {
                continue;
            }
            unit.getCallsFromSelf().forEach(call -> follow(call, open, variables));
            unit.getMethodReferencesFromSelf().forEach(reference -> follow(reference, open, variables));
            unit.getConstructorReferencesFromSelf().forEach(reference -> follow(reference, open, variables));
        }
        return variables;
    }

    private void follow(JavaCodeUnitAccess<?> access, Deque<JavaCodeUnit> open, Set<String> variables) {
        CodeUnitAccessTarget target = access.getTarget();
        JavaClass owner = target.getOwner();
        if (owner.isEquivalentTo(Environment.class)) {
            variable(target.getName()).ifPresent(variables::add);
        } else if (owner.getName().startsWith(FUNCTIONS)) {
            target.resolveMember().ifPresent(open::add);
        } else if (owner.getName().startsWith(OURS)) {
            open.addAll(owner.getCodeUnits());
        }
    }

    /** What an empty environment says is missing when it is asked this. */
    private static Optional<String> variable(String method) {
        try {
            Environment.class.getMethod(method).invoke(new Environment(Map.of()));
            return Optional.empty();
        } catch (NoSuchMethodException | IllegalAccessException e) {
            return Optional.empty();
        } catch (InvocationTargetException e) {
            Matcher matcher = NOT_SET.matcher(String.valueOf(e.getCause()));
            return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
        }
    }
}
