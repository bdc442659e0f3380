/**
 * How a kernel is put together from classes: each component is a chain of classes, one for each
 * generation that changed it, and what is taken out or added comes on top. The only part of the
 * model that handles class files.
 */
package nowrite.model.change;
