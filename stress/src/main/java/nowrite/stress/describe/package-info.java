/** What a trace needs to be read by somebody who does not have the scenario. */
package nowrite.stress.describe;
