/** Runs of engines as jobs: in parallel, with progress, remembered between starts. */
package nowrite.stress.cli.jobs;
