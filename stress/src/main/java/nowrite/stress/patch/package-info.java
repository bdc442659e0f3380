/**
 * A user's patch of the model: a folder with classes that replace kernel functions, what it is made
 * from, and what it changes in the scenarios. User code runs in a child process only.
 */
package nowrite.stress.patch;
