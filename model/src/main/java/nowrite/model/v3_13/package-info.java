/**
 * What changed between Linux 2.6.30 and 3.13: ->writepages with batches and chained requests, and
 * page_mkwrite under the page lock.
 */
package nowrite.model.v3_13;
