/** What the commands work on: the checkout, its scenarios, the engines. */
package nowrite.stress.cli.home;
