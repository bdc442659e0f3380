/**
 * What a log says about the properties. Here it is found out what a rule must be asked about; the
 * answer is the specification's, in the module Boundary.
 */
package nowrite.stress.kernel.judge;
