package io.certtrail.domain.audit;

import io.certtrail.domain.catalogue.ActionDefinition;
import io.certtrail.domain.catalogue.Catalogue;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which actions are asked for; none given means all.
 *
 * @param names dotted
 * @param prefixes each ends with a dot and stands for what begins with it
 */
public record ActionFilter(Set<String> names, Set<String> prefixes) {
    /** Every action. */
    public static final ActionFilter ALL = new ActionFilter(Set.of(), Set.of());

    private static final String WILDCARD = "*";

    public ActionFilter {
        names = Set.copyOf(names);
        prefixes = Set.copyOf(prefixes);
    }

    /** The filter with what one more text asks for; empty if no action can have that name. */
    public Optional<ActionFilter> plus(String text, Catalogue catalogue) {
        if (text.endsWith("." + WILDCARD)) {
            String prefix = text.substring(0, text.length() - 1);
            boolean known = prefix.startsWith("custom.")
                    || catalogue.actions().stream()
                            .anyMatch(action -> action.action().startsWith(prefix));
            return known ? Optional.of(with(Set.of(), Set.of(prefix))) : Optional.empty();
        }
        List<String> found = text.endsWith("_" + WILDCARD)
                ? constants(text.substring(0, text.length() - 1), catalogue.actions())
                : catalogue.find(text).map(ActionDefinition::action).stream().toList();
        return found.isEmpty() ? Optional.empty() : Optional.of(with(found, Set.of()));
    }

    public boolean matches(String action) {
        return (names.isEmpty() && prefixes.isEmpty())
                || names.contains(action)
                || prefixes.stream().anyMatch(action::startsWith);
    }

    /** Each name, and each prefix followed by an asterisk, in order. */
    public List<String> texts() {
        TreeSet<String> texts = new TreeSet<>(names);
        prefixes.forEach(prefix -> texts.add(prefix + WILDCARD));
        return List.copyOf(texts);
    }

    private static List<String> constants(String prefix, Collection<ActionDefinition> actions) {
        return actions.stream()
                .filter(action -> action.constant().startsWith(prefix))
                .map(ActionDefinition::action)
                .toList();
    }

    private ActionFilter with(Collection<String> moreNames, Collection<String> morePrefixes) {
        Set<String> allNames = new TreeSet<>(names);
        allNames.addAll(moreNames);
        Set<String> allPrefixes = new TreeSet<>(prefixes);
        allPrefixes.addAll(morePrefixes);
        return new ActionFilter(allNames, allPrefixes);
    }
}
