------------------------------- MODULE Vmscan -------------------------------
(***************************************************************************)
(* Tasks that have nothing to do with the file system, and meet a page of  *)
(* its file: mm/vmscan.c, shrink_page_list on one page, as any task that   *)
(* allocates memory may run it; page migration (mm/migrate.c); the         *)
(* throttling of allocators by pages under writeback; the sync(2) pass of  *)
(* fs/fs-writeback.c.                                                      *)
(*                                                                         *)
(* Reclaim for an allocation above PAGE_ALLOC_COSTLY_ORDER waits for       *)
(* PG_writeback (PAGEOUT_IO_SYNC); one without __GFP_FS neither waits nor  *)
(* writes.  Not modelled: the LRU lists, the decision to reclaim at all.   *)
(* A page that was written is left to a later pass.  One whose lock cannot *)
(* be had is skipped.                                                      *)
(***************************************************************************)
EXTENDS Mm

Costly(t) == Op(t).op = "reclaim_costly"
MayEnterFs(t) == Op(t).op # "reclaim_nofs"

(* What follows for a locked page that nobody has mapped any more; dirty is its flag. *)
UnmappedLabel(t) == IF Op(t).op = "migrate" THEN "migrate_pages:move" ELSE "__remove_mapping:remove"
PageoutOrGoOn(t, dirty, v) ==
    IF dirty = 0 THEN Goto(t, UnmappedLabel(t), v)
    ELSE IF MayEnterFs(t) THEN Call(t, MkcleanLabel, UnmappedLabel(t), MkcleanLocals(v))
    ELSE Goto(t, "shrink_page_list:keep_locked", v)

UnmapOrPageout(t, f, v) ==
    IF IsMapped(f)
    THEN Goto(t, "try_to_unmap:unmap", [v EXCEPT !.vma = 1])
    ELSE PageoutOrGoOn(t, page[f].dirty, v)

(* A page is skipped if it is locked; and if it is under writeback, unless the allocation is costly. *)
ShrinkPageList_trylock_page(t) ==
    LET f == cache[Op(t).half \div 2]
        held == [loc[t] EXCEPT !.page = f]
    IN  /\ pc[t] = "shrink_page_list:trylock_page"
        /\ IF IF f = 0 THEN TRUE ELSE page[f].locked # 0 \/ (page[f].wb = 1 /\ ~Costly(t))
           THEN Finish(t) /\ UNCHANGED page
           ELSE /\ page' = [page EXCEPT ![f].locked = t]
                /\ IF page[f].wb = 1
                   THEN Call(t, "wait_on_page_writeback:wait", "shrink_page_list:written", held)
                   ELSE UnmapOrPageout(t, f, held)
        /\ UNCHANGED <<cache, pte, pageq, inode, fclock, fi, dev, srv, ghost>>

ShrinkPageList_written(t) ==
    /\ pc[t] = "shrink_page_list:written"
    /\ UnmapOrPageout(t, loc[t].page, loc[t])
    /\ UNCHANGED <<mm, pageq, inode, fclock, fi, dev, srv, ghost>>

(* The page stays as it is. *)
UnlockAndFinish(t) ==
    LET f == loc[t].page
    IN  /\ page' = [page EXCEPT ![f] = PutPage(f, t, [@ EXCEPT !.locked = 0])]
        /\ lockq' = LockGiven(f)
        /\ Finish(t)
        /\ UNCHANGED <<cache, pte, wbq, inode, fclock, fi, dev, srv, ghost>>

ShrinkPageList_keep_locked(t) == pc[t] = "shrink_page_list:keep_locked" /\ UnlockAndFinish(t)

(* mm/rmap.c: one address space a step; the dirty bit of the entry goes to the page. *)
TryToUnmap_unmap(t) ==
    LET f == loc[t].page
        k == IndexOf(f)
        m == loc[t].vma
        dirtied == IF pte[m][k] = f THEN [page EXCEPT ![f] = Dirtied(f)] ELSE page
        v == [loc[t] EXCEPT !.vma = 0]
    IN  /\ pc[t] = "try_to_unmap:unmap"
        /\ page' = dirtied
        /\ vmstat' = IF pte[m][k] = f THEN AccountDirtied(f) ELSE vmstat
        /\ pte' = IF pte[m][k] \in {f, -f} THEN [pte EXCEPT ![m][k] = 0] ELSE pte
        /\ IF m < NMaps
           THEN Goto(t, "try_to_unmap:unmap", [loc[t] EXCEPT !.vma = m + 1])
           ELSE PageoutOrGoOn(t, dirtied[f].dirty, v)
        /\ UNCHANGED <<cache, pageq, inode, fclock, fi, dev, server, ghost>>

(* Evicted only if it is clean and nobody else refers to it. *)
RemoveMapping_remove(t) ==
    LET f == loc[t].page
    IN  /\ pc[t] = "__remove_mapping:remove"
        /\ IF page[f].dirty = 1 \/ IsMapped(f) \/ \E u \in Tasks \ {t} : loc[u].page = f
           THEN /\ page' = [page EXCEPT ![f].locked = 0]
                /\ lockq' = LockGiven(f)
                /\ UNCHANGED <<cache, vmstat>>
           ELSE RemovePage(t)
        /\ Finish(t)
        /\ UNCHANGED <<pte, wbq, inode, fclock, fi, dev, server, ghost>>

-----------------------------------------------------------------------------
(* mm/migrate.c: a page moves to another frame (memory hot-unplug, compaction, *)
(* move_pages).  Its lock and its writeback are waited for; a dirty page is    *)
(* written and left for a later try.  The new frame has the old one's number.  *)

MigratePages_lock_page(t) ==
    LET l == "migrate_pages:lock_page"
        f == IF loc[t].page # 0 THEN loc[t].page ELSE cache[Op(t).half \div 2]
        held == [loc[t] EXCEPT !.page = f, !.tst = 0]
    IN  /\ Awake(t, l)
        /\ \/ /\ f = 0
              /\ Finish(t)
              /\ UNCHANGED <<mm, pageq, inode, fclock, fi, dev, srv, ghost>>
           \/ f # 0 /\ LockFails(t, f, l)
           \/ /\ f # 0 /\ page[f].locked = 0
              /\ IF Attached(f)
                 THEN /\ page' = [page EXCEPT ![f].locked = t]
                      /\ lockq' = LockTaken(f, t)
                      /\ IF page[f].wb = 1
                         THEN Call(t, "wait_on_page_writeback:wait", "migrate_pages:written", held)
                         ELSE UnmapOrPageout(t, f, held)
                 ELSE /\ page' = [page EXCEPT ![f] = PutPage(f, t, @)]
                      /\ lockq' = LockTakenAndGiven(f, t)
                      /\ Finish(t)
              /\ UNCHANGED <<cache, pte, wbq, inode, fclock, fi, dev, srv, ghost>>

MigratePages_written(t) ==
    /\ pc[t] = "migrate_pages:written"
    /\ UnmapOrPageout(t, loc[t].page, loc[t])
    /\ UNCHANGED <<mm, pageq, inode, fclock, fi, dev, srv, ghost>>

MigratePages_move(t) == pc[t] = "migrate_pages:move" /\ UnlockAndFinish(t)

-----------------------------------------------------------------------------
(* mm/page-writeback.c: an allocator in reclaim sleeps as long as more pages are *)
(* under writeback than the limit; nobody wakes it, it looks again.  The limit   *)
(* is 0 pages here: what a scenario has of them fills the machine's memory.      *)

ThrottleVmWriteout_congestion_wait(t) ==
    /\ pc[t] = "throttle_vm_writeout:congestion_wait"
    /\ vmstat.writeback = 0
    /\ Finish(t)
    /\ UNCHANGED <<mm, pageq, inode, fclock, fi, dev, srv, ghost>>

-----------------------------------------------------------------------------
(* fs/fs-writeback.c: everything dirty is written, and every page's writeback waited for. *)
SyncInodesSb_start(t) ==
    /\ pc[t] = "sync_inodes_sb:start"
    /\ Call(t, WritepagesLabel(Op(t)), "filemap_fdatawait:wait", NoLocals)
    /\ UNCHANGED <<mm, pageq, inode, fclock, fi, dev, srv, ghost>>

ReclaimNext(t) ==
    \/ ShrinkPageList_trylock_page(t)
    \/ ShrinkPageList_written(t)
    \/ ShrinkPageList_keep_locked(t)
    \/ TryToUnmap_unmap(t)
    \/ RemoveMapping_remove(t)

MigrateNext(t) ==
    \/ MigratePages_lock_page(t)
    \/ MigratePages_written(t)
    \/ MigratePages_move(t)
=============================================================================
