------------------------------- MODULE Client -------------------------------
(***************************************************************************)
(* Another file system than FUSE: one that keeps metadata M for a half     *)
(* page as long as its page is dirty (a reservation, a block, a request on *)
(* a list), as ceph, NFS, buffer.c and btrfs do.  Scenarios choose it with *)
(* "client metadata".  It stands for no file system in particular: it is   *)
(* what the message of b827e496c893 says of all of them.                   *)
(*                                                                         *)
(* page_mkwrite, entered with the page unlocked, takes the file system's   *)
(* own lock (a transaction), creates M for each half page inside i_size,   *)
(* or fails, and gives the lock back.  ->writepages takes that lock before *)
(* page locks, writes each page with PG_writeback set, and deletes the M   *)
(* of a page that is clean.  Truncation deletes M with the page.  There is *)
(* no daemon: ssize and sdata are the disk.                                *)
(*                                                                         *)
(* X__client_metadata replaces X in such a scenario.  Not modelled: write, *)
(* reclaim, I/O after the page was unlocked, errors of I/O.                *)
(***************************************************************************)
EXTENDS Properties

KeepsMetadata__client_metadata == TRUE
CopiesPages__client_metadata == FALSE

(* While truncate makes the file longer, its old size counts until truncate has returned. *)
Growing == {t \in Tasks : loc[t].size > loc[t].oldsize}
PromisedSize__client_metadata == IF Growing = {} THEN isize ELSE loc[CHOOSE t \in Growing : TRUE].oldsize

HalvesOf(k) == {2 * k, 2 * k + 1}
GivesFsLock == files' = [files EXCEPT !.fslock = 0]

-----------------------------------------------------------------------------
(* ->page_mkwrite *)

CallPageMkwrite__client_metadata(t, ret, v) == Call(t, "client_page_mkwrite:lock", ret, v)

(* With the file system's lock: straight to the allocation in 2.6.26. *)
ClientLockedLabel == "client_page_mkwrite:alloc"

ClientPageMkwrite_lock(t) ==
    /\ pc[t] = "client_page_mkwrite:lock"
    /\ files.fslock = 0
    /\ files' = [files EXCEPT !.fslock = t]
    /\ Goto(t, ClientLockedLabel, loc[t])
    /\ UNCHANGED <<mm, pageq, inode, fclock, fi, dev, ssize, sdata, vmstat, ghost>>

(* Returns 0: the core goes on with the page unlocked. *)
ClientMkwriteReturn(t) == Return(t, loc[t])

ClientPageMkwrite_alloc(t) ==
    LET k == IndexOf(loc[t].page)
    IN  /\ pc[t] = "client_page_mkwrite:alloc"
        /\ files' = [files EXCEPT !.fslock = 0, !.meta = @ \cup {h \in HalvesOf(k) : h < isize}]
        /\ ClientMkwriteReturn(t)
        /\ UNCHANGED <<mm, pageq, inode, fclock, fi, dev, ssize, sdata, vmstat, ghost>>

(* SIGBUS.  Whoever locked the page, it is unlocked. *)
UndoEntry(t) == UNCHANGED pte
ClientPageMkwrite_alloc_fails(t) ==
    LET f == loc[t].page
        mine == page[f].locked = t
    IN  /\ AllocMayFail
        /\ pc[t] = "client_page_mkwrite:alloc"
        /\ GivesFsLock
        /\ page' = [page EXCEPT ![f] = PutPage(f, t, IF mine THEN [@ EXCEPT !.locked = 0] ELSE @)]
        /\ lockq' = IF mine THEN LockGiven(f) ELSE lockq
        /\ UndoEntry(t)
        /\ Finish(t)
        /\ UNCHANGED <<cache, wbq, inode, fclock, fi, dev, ssize, sdata, vmstat, ghost>>

-----------------------------------------------------------------------------
(* ->readpage: from the disk, page locked; unlocks. *)

CallReadpage__client_metadata(t, ret, v) == Call(t, "client_readpage:read", ret, v)

ClientReadpage_read(t) ==
    LET f == loc[t].page
        k == IndexOf(f)
        read == [page[f] EXCEPT !.upto = 1, !.locked = 0, !.data = <<sdata[2 * k], sdata[2 * k + 1]>>]
    IN  /\ pc[t] = "client_readpage:read"
        /\ page' = [page EXCEPT ![f] = PutPage(f, t, read)]
        /\ lockq' = LockGiven(f)
        /\ Return(t, NoLocals)
        /\ UNCHANGED <<cache, pte, wbq, inode, fclock, fi, dev, srv, ghost>>

-----------------------------------------------------------------------------
(* ->writepages: the file system's lock around write_cache_pages *)

WritepagesLabel__client_metadata(o) == "client_writepages:lock"

ClientWritepages_lock(t) ==
    /\ pc[t] = "client_writepages:lock"
    /\ files.fslock = 0
    /\ files' = [files EXCEPT !.fslock = t]
    /\ Call(t, "write_cache_pages:lock_page", "client_writepages:unlock", loc[t])
    /\ UNCHANGED <<mm, pageq, inode, fclock, fi, dev, ssize, sdata, vmstat, ghost>>

ClientWritepages_unlock(t) ==
    /\ pc[t] = "client_writepages:unlock"
    /\ GivesFsLock
    /\ Return(t, loc[t])
    /\ UNCHANGED <<mm, pageq, inode, fclock, fi, dev, ssize, sdata, vmstat, ghost>>

(* ->writepage: page locked, taken clean by clear_page_dirty_for_io. *)
CleanedDirty__client_metadata(t, v) ==
    /\ pc' = [pc EXCEPT ![t] = "client_writepage:set_writeback"]
    /\ stk' = [stk EXCEPT ![t] = Tail(@)]
    /\ SetLoc(t, v)
    /\ UNCHANGED ip

ClientWritepage_set_writeback(t) ==
    LET f == loc[t].page
    IN  /\ pc[t] = "client_writepage:set_writeback"
        /\ page' = [page EXCEPT ![f] = UnderWriteback(f)]
        /\ vmstat' = AccountWriteback(f)
        /\ Goto(t, "client_writepage:write", loc[t])
        /\ UNCHANGED <<cache, pte, pageq, inode, fclock, fi, dev, server, ghost>>

(* What lies inside i_size goes to the disk; a clean page needs no M any more. *)
ClientWritepage_write(t) ==
    LET f == loc[t].page
        k == IndexOf(f)
    IN  /\ pc[t] = "client_writepage:write"
        /\ sdata' = [h \in Halves |-> IF h \in HalvesOf(k) /\ h < isize THEN page[f].data[(h % 2) + 1]
                                                                       ELSE sdata[h]]
        /\ files' = IF page[f].dirty = 0 THEN [files EXCEPT !.meta = @ \ HalvesOf(k)] ELSE files
        /\ Goto(t, "client_writepage:end_writeback", loc[t])
        /\ UNCHANGED <<mm, pageq, inode, fclock, fi, dev, ssize, vmstat, ghost>>

ClientWritepage_end_writeback(t) ==
    LET f == loc[t].page
    IN  /\ pc[t] = "client_writepage:end_writeback"
        /\ page' = [page EXCEPT ![f].wb = 0]
        /\ wbq' = [wbq EXCEPT ![f] = <<>>]
        /\ vmstat' = AccountWritten({f})
        /\ Goto(t, "client_writepage:unlock_page", loc[t])
        /\ UNCHANGED <<cache, pte, lockq, inode, fclock, fi, dev, server, ghost>>

ClientWritepage_unlock_page(t) == pc[t] = "client_writepage:unlock_page" /\ UnlockAndGoOn(t)

(* ->fsync: written by ->writepages and waited for. *)
FsyncSteps__client_metadata == <<"filemap_fdatawait:wait", "do_fsync:unlock">>

-----------------------------------------------------------------------------
(* ->setattr with a size: under i_mutex, and nobody is asked. *)

SetattrLabel__client_metadata == "client_setattr:i_size"
AfterTruncateLabel__client_metadata == "notify_change:unlock"
CallInvalidatepage__client_metadata(halves) ==
    /\ files' = [files EXCEPT !.meta = @ \ halves]
    /\ UNCHANGED <<ssize, sdata>>

ClientSetattr_i_size(t) ==
    LET size == Op(t).size
    IN  /\ pc[t] = "client_setattr:i_size"
        /\ isize' = size
        /\ cut' = cut \cup StoredBeyond(size)
        /\ ssize' = size
        /\ sdata' = [h \in Halves |-> IF h >= size THEN 0 ELSE sdata[h]]
        /\ Goto(t, "client_setattr:truncate", [NoLocals EXCEPT !.size = size, !.oldsize = isize])
        /\ UNCHANGED <<mm, pageq, imutex, bad, fclock, fi, dev, files, vmstat,
                       order, exempt, before, dead, applied, lost, gbad, bug>>

(* The page cache of a file that got shorter; one that got longer leaves it alone. *)
GrownLabel(t) == "notify_change:unlock"
GrownLocals(t) == loc[t]
ClientSetattr_truncate(t) ==
    /\ pc[t] = "client_setattr:truncate"
    /\ IF loc[t].size < loc[t].oldsize
       THEN Goto(t, TruncateLabel(t), TruncateLocals(t))
       ELSE Goto(t, GrownLabel(t), GrownLocals(t))
    /\ UNCHANGED <<mm, pageq, inode, fclock, fi, dev, srv, ghost>>

-----------------------------------------------------------------------------
(* pagecache-isize-extended: the change of 2014.  When the file grows, the   *)
(* page that held its end is write-protected, so that page_mkwrite is called *)
(* again for it.                                                             *)

HadTail(t) == loc[t].size > loc[t].oldsize /\ loc[t].oldsize % 2 = 1
GrownLabel__with_pagecache_isize_extended(t) ==
    IF HadTail(t) THEN "pagecache_isize_extended:lock_page" ELSE "notify_change:unlock"
GrownLocals__with_pagecache_isize_extended(t) ==
    IF HadTail(t) THEN [loc[t] EXCEPT !.index = loc[t].oldsize \div 2] ELSE loc[t]

PagecacheIsizeExtended_lock_page(t) ==
    LET l == "pagecache_isize_extended:lock_page"
        f == IF loc[t].page # 0 THEN loc[t].page ELSE cache[loc[t].index]
        held == [loc[t] EXCEPT !.page = f, !.tst = 0]
    IN  /\ Awake(t, l)
        /\ \/ /\ f = 0
              /\ Goto(t, "notify_change:unlock", loc[t])
              /\ UNCHANGED <<mm, pageq, inode, fclock, fi, dev, srv, ghost>>
           \/ f # 0 /\ LockFails(t, f, l)
           \/ /\ f # 0 /\ page[f].locked = 0
              /\ page' = [page EXCEPT ![f].locked = t]
              /\ lockq' = LockTaken(f, t)
              /\ IF NMaps = 0
                 THEN Goto(t, "pagecache_isize_extended:unlock_page", held)
                 ELSE Call(t, "page_mkclean:clean", "pagecache_isize_extended:unlock_page",
                           [held EXCEPT !.vma = 1])
              /\ UNCHANGED <<cache, pte, wbq, inode, fclock, fi, dev, srv, ghost>>

AfterMkclean__with_pagecache_isize_extended(t, cleaned, v) ==
    IF Head(stk[t]) # "pagecache_isize_extended:unlock_page" THEN MkcleanDone(t, cleaned, v)
    ELSE IF cleaned = 1 THEN Goto(t, "pagecache_isize_extended:set_page_dirty", v)
    ELSE Return(t, v)

PagecacheIsizeExtended_set_page_dirty(t) ==
    LET f == loc[t].page
    IN  /\ pc[t] = "pagecache_isize_extended:set_page_dirty"
        /\ page' = [page EXCEPT ![f] = Dirtied(f)]
        /\ vmstat' = AccountDirtied(f)
        /\ Return(t, loc[t])
        /\ UNCHANGED <<cache, pte, pageq, inode, fclock, fi, dev, server, ghost>>

PagecacheIsizeExtended_unlock_page(t) ==
    LET f == loc[t].page
    IN  /\ pc[t] = "pagecache_isize_extended:unlock_page"
        /\ page' = [page EXCEPT ![f] = PutPage(f, t, [@ EXCEPT !.locked = 0])]
        /\ lockq' = LockGiven(f)
        /\ Goto(t, "notify_change:unlock", loc[t])
        /\ UNCHANGED <<cache, pte, wbq, inode, fclock, fi, dev, srv, ghost>>

RevertedStep__with_pagecache_isize_extended(t) ==
    \/ PagecacheIsizeExtended_lock_page(t)
    \/ PagecacheIsizeExtended_set_page_dirty(t)
    \/ PagecacheIsizeExtended_unlock_page(t)

-----------------------------------------------------------------------------
ClientSteps(t) ==
    \/ ClientPageMkwrite_lock(t)
    \/ ClientPageMkwrite_alloc(t)
    \/ ClientPageMkwrite_alloc_fails(t)
    \/ ClientReadpage_read(t)
    \/ ClientWritepages_lock(t)
    \/ ClientWritepages_unlock(t)
    \/ ClientWritepage_set_writeback(t)
    \/ ClientWritepage_write(t)
    \/ ClientWritepage_end_writeback(t)
    \/ ClientWritepage_unlock_page(t)
    \/ ClientSetattr_i_size(t)
    \/ ClientSetattr_truncate(t)
ClientStep__client_metadata(t) == ClientSteps(t)
=============================================================================
