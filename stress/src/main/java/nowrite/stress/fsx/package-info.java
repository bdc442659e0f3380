/**
 * Random operations on a file by one user, each result held against the sequential specification of
 * a POSIX file: on the running kernel and on the model, after the idea of fsx-linux. A list that
 * fails is reduced.
 */
package nowrite.stress.fsx;
