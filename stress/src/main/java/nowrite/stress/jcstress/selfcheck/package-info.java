/** JCStress tests that must fail, to show that a failure is seen. */
package nowrite.stress.jcstress.selfcheck;
