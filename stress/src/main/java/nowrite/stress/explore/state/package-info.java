/** The shared state of a model as one number: found by reflection, saved, loaded, interned. */
package nowrite.stress.explore.state;
