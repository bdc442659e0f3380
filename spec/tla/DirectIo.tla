------------------------------ MODULE DirectIo ------------------------------
(***************************************************************************)
(* fs/direct-io.c and fs/bio.c: an asynchronous O_DIRECT read of some      *)
(* other file into a page of the mapping.  The page is faulted in for      *)
(* writing and pinned, set dirty at submission (speculatively), written by *)
(* the device at any time, and set dirty again at completion if it has     *)
(* been cleaned meanwhile: none of this tells the file system.             *)
(*                                                                         *)
(* Not modelled: the bio, its list and its work queue (the dirtying at     *)
(* completion waits for the page lock, as the work item does); the         *)
(* operation ends when the page's reference is dropped.                    *)
(***************************************************************************)
EXTENDS Vmscan

(* set_page_dirty_lock: whether the page is dirtied at submission, and again at completion. *)
DirtyAtSubmitLabel == "bio_set_pages_dirty:lock_page"
DirtyAtCompletion == TRUE

(* get_user_pages for writing: through a writable entry, or after the fault. *)
GetUserPages_access(t) ==
    LET o == Op(t)
        e == pte[o.map][o.half \div 2]
    IN  /\ pc[t] = "get_user_pages:access"
        /\ IF e > 0
           THEN Goto(t, DirtyAtSubmitLabel, [NoLocals EXCEPT !.page = e])
           ELSE Trap(t, e)
        /\ UNCHANGED <<mm, pageq, inode, fclock, fi, dev, srv, ghost>>

BioSetPagesDirty_lock_page(t) ==
    LET l == "bio_set_pages_dirty:lock_page"
        f == loc[t].page
    IN  /\ Awake(t, l)
        /\ \/ LockFails(t, f, l)
           \/ /\ page[f].locked = 0
              /\ page' = [page EXCEPT ![f] = Dirtied(f)]
              /\ vmstat' = AccountDirtied(f)
              /\ lockq' = LockTakenAndGiven(f, t)
              /\ Goto(t, "device:dma", [loc[t] EXCEPT !.tst = 0])
              /\ UNCHANGED <<cache, pte, wbq, inode, fclock, fi, dev, server, ghost>>

(* The device writes one half page a step; a page that has left the file is written in vain. *)
Device_dma(t) ==
    LET o == Op(t)
        f == loc[t].page
        h == o.half + loc[t].index
    IN  /\ pc[t] = "device:dma"
        /\ page' = [page EXCEPT ![f].data[(h % 2) + 1] = o.id]
        /\ order' = IF Attached(f) THEN [order EXCEPT ![h] = Append(@, o.id)] ELSE order
        /\ exempt' = IF Attached(f) /\ h >= isize THEN exempt \cup {Cell(o.id, h)} ELSE exempt
        /\ IF loc[t].index + 1 < o.len
           THEN Goto(t, "device:dma", [loc[t] EXCEPT !.index = @ + 1])
           ELSE Goto(t, "bio_check_pages_dirty:test", [loc[t] EXCEPT !.index = 0])
        /\ UNCHANGED <<cache, pte, pageq, inode, fclock, fi, dev, srv, before, dead, cut, applied, lost, gbad, bug>>

(* A page that is still dirty needs nothing more. *)
BioCheckPagesDirty_test(t) ==
    LET f == loc[t].page
    IN  /\ pc[t] = "bio_check_pages_dirty:test"
        /\ IF page[f].dirty = 1 \/ ~DirtyAtCompletion
           THEN /\ page' = [page EXCEPT ![f] = PutPage(f, t, @)]
                /\ Finish(t)
           ELSE /\ Goto(t, "bio_dirty_fn:lock_page", loc[t])
                /\ UNCHANGED page
        /\ UNCHANGED <<cache, pte, pageq, inode, fclock, fi, dev, srv, ghost>>

BioDirtyFn_lock_page(t) ==
    LET l == "bio_dirty_fn:lock_page"
        f == loc[t].page
    IN  /\ Awake(t, l)
        /\ \/ LockFails(t, f, l)
           \/ /\ page[f].locked = 0
              /\ page' = [page EXCEPT ![f] = PutPage(f, t, Dirtied(f))]
              /\ vmstat' = AccountDirtied(f)
              /\ lockq' = LockTakenAndGiven(f, t)
              /\ Finish(t)
              /\ UNCHANGED <<cache, pte, wbq, inode, fclock, fi, dev, server, ghost>>

DioNext(t) ==
    \/ GetUserPages_access(t)
    \/ BioSetPagesDirty_lock_page(t)
    \/ Device_dma(t)
    \/ BioCheckPagesDirty_test(t)
    \/ BioDirtyFn_lock_page(t)
=============================================================================
