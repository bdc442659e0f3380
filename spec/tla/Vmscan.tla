------------------------------- MODULE Vmscan -------------------------------
(***************************************************************************)
(* mm/vmscan.c: shrink_page_list on one page of the file, as any task that *)
(* allocates memory may run it, and the sync(2) pass of fs/fs-writeback.c: *)
(* tasks that have nothing to do with the file system.                     *)
(*                                                                         *)
(* Not modelled: the LRU lists, the decision to reclaim at all, synchronous*)
(* reclaim that waits for PG_writeback.  A page that was written is left   *)
(* to a later pass.  One whose lock cannot be had is skipped.              *)
(***************************************************************************)
EXTENDS Mm

(* What follows for a locked page that nobody has mapped. *)
PageoutOrRemove(t, f, v) ==
    IF page[f].dirty = 1
    THEN Call(t, MkcleanLabel, "__remove_mapping:remove", MkcleanLocals(v))
    ELSE Goto(t, "__remove_mapping:remove", v)

ShrinkPageList_trylock_page(t) ==
    LET f == cache[Op(t).half \div 2]
        held == [loc[t] EXCEPT !.page = f]
    IN  /\ pc[t] = "shrink_page_list:trylock_page"
        /\ IF f = 0 \/ (IF f = 0 THEN TRUE ELSE page[f].locked # 0 \/ page[f].wb = 1)
           THEN Finish(t) /\ UNCHANGED page
           ELSE /\ page' = [page EXCEPT ![f].locked = t]
                /\ IF IsMapped(f)
                   THEN Goto(t, "try_to_unmap:unmap", [held EXCEPT !.vma = 1])
                   ELSE PageoutOrRemove(t, f, held)
        /\ UNCHANGED <<cache, pte, pageq, inode, fclock, fi, dev, srv, ghost>>

(* mm/rmap.c: one address space a step; the dirty bit of the entry goes to the page. *)
TryToUnmap_unmap(t) ==
    LET f == loc[t].page
        k == IndexOf(f)
        m == loc[t].vma
        dirtied == IF pte[m][k] = f THEN [page EXCEPT ![f] = Dirtied(f)] ELSE page
        v == [loc[t] EXCEPT !.vma = 0]
    IN  /\ pc[t] = "try_to_unmap:unmap"
        /\ page' = dirtied
        /\ pte' = IF pte[m][k] \in {f, -f} THEN [pte EXCEPT ![m][k] = 0] ELSE pte
        /\ IF m < NMaps
           THEN Goto(t, "try_to_unmap:unmap", [loc[t] EXCEPT !.vma = m + 1])
           ELSE IF dirtied[f].dirty = 1
           THEN Call(t, MkcleanLabel, "__remove_mapping:remove", MkcleanLocals(v))
           ELSE Goto(t, "__remove_mapping:remove", v)
        /\ UNCHANGED <<cache, pageq, inode, fclock, fi, dev, srv, ghost>>

(* Evicted only if it is clean and nobody else refers to it. *)
RemoveMapping_remove(t) ==
    LET f == loc[t].page
    IN  /\ pc[t] = "__remove_mapping:remove"
        /\ IF page[f].dirty = 1 \/ IsMapped(f) \/ \E u \in Tasks \ {t} : loc[u].page = f
           THEN /\ page' = [page EXCEPT ![f].locked = 0]
                /\ lockq' = LockGiven(f)
                /\ UNCHANGED cache
           ELSE RemovePage(t)
        /\ Finish(t)
        /\ UNCHANGED <<pte, wbq, inode, fclock, fi, dev, srv, ghost>>

(* fs/fs-writeback.c: everything dirty is written, and every page's writeback waited for. *)
SyncInodesSb_start(t) ==
    /\ pc[t] = "sync_inodes_sb:start"
    /\ Call(t, WritepagesLabel(Op(t)), "filemap_fdatawait:wait", NoLocals)
    /\ UNCHANGED <<mm, pageq, inode, fclock, fi, dev, srv, ghost>>

ReclaimNext(t) ==
    \/ ShrinkPageList_trylock_page(t)
    \/ TryToUnmap_unmap(t)
    \/ RemoveMapping_remove(t)
=============================================================================
