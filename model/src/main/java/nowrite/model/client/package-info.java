/**
 * File systems other than FUSE, for what the VM owes to all of them. A class here can be subclassed
 * for a file system in particular.
 */
package nowrite.model.client;
