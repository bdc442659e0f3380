/** The objects of the kernel that tasks share, their fields as in the kernel. */
package nowrite.model.state;
