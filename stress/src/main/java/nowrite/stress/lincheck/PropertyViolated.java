package nowrite.stress.lincheck;

import nowrite.spec.Property;

/** A property is violated in the state between two steps: ends the schedule. */
final class PropertyViolated extends AssertionError {
    private static final long serialVersionUID = 1L;

    PropertyViolated(Property property) {
        super(property + " violated: " + property.title());
    }
}
