---------------------------- MODULE Linux_2_6_30 ----------------------------
(***************************************************************************)
(* Generation 2.6.30: the write fault of mm/memory.c after b827e496c893    *)
(* "mm: close page_mkwrite races" (with the prototype of c2ec175c39f6).    *)
(*                                                                         *)
(* ->page_mkwrite is still called with the page unlocked.  What it returns *)
(* is a mask: LOCKED, the page is locked and the file system has seen that *)
(* it is still in the file; 0, the old convention: the core locks the page *)
(* and looks; NOPAGE, nothing to install, the access is tried again; an    *)
(* error, SIGBUS.  The page then stays locked until it is marked dirty.    *)
(* FUSE's own page_mkwrite has not changed: it waits unlocked, returns 0.  *)
(***************************************************************************)
EXTENDS Linux_2_6_26

WpMkwriteReturn__since_2_6_30 == "do_wp_page:lock_page"

(* Where the fault goes on after LOCKED, when it goes on at ret after 0. *)
WpSetPteLabel == "do_wp_page:set_pte"
LockedLabel(ret) == IF ret = "do_wp_page:lock_page" THEN WpSetPteLabel ELSE FaultSetPteLabel

WpPageLocked(t, v) == Goto(t, WpSetPteLabel, v)

(* Returned 0: lock the page; if it has left the file the access is tried again. *)
DoWpPage_lock_page(t) ==
    LET f == loc[t].page
        l == "do_wp_page:lock_page"
    IN  /\ pc[t] = l
        /\ Awake(t, l)
        /\ \/ LockFails(t, f, l)
           \/ /\ page[f].locked = 0
              /\ IF MayInstall(f)
                 THEN /\ page' = [page EXCEPT ![f].locked = t]
                      /\ lockq' = LockTaken(f, t)
                      /\ WpPageLocked(t, [loc[t] EXCEPT !.tst = 0])
                 ELSE /\ page' = [page EXCEPT ![f] = PutPage(f, t, @)]
                      /\ lockq' = LockTakenAndGiven(f, t)
                      /\ Goto(t, RetryLabel(t), NoLocals)
              /\ UNCHANGED <<cache, pte, wbq, inode, fclock, fi, dev, srv, ghost>>

(* Page-table lock, page locked: the entry if it is still old, else out. *)
SetPteLocked(t, old, dirty) ==
    LET o == Op(t)
        k == o.half \div 2
        f == loc[t].page
    IN  /\ IF pte[o.map][k] = old
           THEN /\ pte' = [pte EXCEPT ![o.map][k] = f]
                /\ Goto(t, dirty, loc[t])
                /\ UNCHANGED <<page, lockq>>
           ELSE /\ page' = [page EXCEPT ![f] = PutPage(f, t, [@ EXCEPT !.locked = 0])]
                /\ lockq' = LockGiven(f)
                /\ Goto(t, RetryLabel(t), NoLocals)
                /\ UNCHANGED pte
        /\ UNCHANGED <<cache, wbq, inode, fclock, fi, dev, srv, ghost>>

DoWpPage_set_pte__since_2_6_30(t) ==
    /\ pc[t] = "do_wp_page:set_pte"
    /\ SetPteLocked(t, -loc[t].page, "do_wp_page:set_page_dirty")
DoFault_set_pte__since_2_6_30(t) ==
    /\ pc[t] = "__do_fault:set_pte"
    /\ SetPteLocked(t, 0, "__do_fault:set_page_dirty")

(* set_page_dirty comes before unlock_page. *)
SetPageDirtyLocked(t, unlock) ==
    /\ page' = [page EXCEPT ![loc[t].page] = Dirtied(loc[t].page)]
    /\ vmstat' = AccountDirtied(loc[t].page)
    /\ Goto(t, unlock, loc[t])
    /\ UNCHANGED <<cache, pte, pageq, inode, fclock, fi, dev, server, ghost>>

DoWpPage_set_page_dirty__since_2_6_30(t) ==
    pc[t] = "do_wp_page:set_page_dirty" /\ SetPageDirtyLocked(t, "do_wp_page:unlock_page")
DoFault_set_page_dirty__since_2_6_30(t) ==
    pc[t] = "__do_fault:set_page_dirty" /\ SetPageDirtyLocked(t, "__do_fault:unlock_page")

UnlockAndPut(t) ==
    LET f == loc[t].page
    IN  /\ page' = [page EXCEPT ![f] = PutPage(f, t, [@ EXCEPT !.locked = 0])]
        /\ lockq' = LockGiven(f)
        /\ Goto(t, RetryLabel(t), NoLocals)
        /\ UNCHANGED <<cache, pte, wbq, inode, fclock, fi, dev, srv, ghost>>

DoWpPage_unlock_page(t) == pc[t] = "do_wp_page:unlock_page" /\ UnlockAndPut(t)
DoFault_unlock_page(t) == pc[t] = "__do_fault:unlock_page" /\ UnlockAndPut(t)

(* A later generation's steps begin with these. *)
Steps_2_6_30(t) ==
    \/ DoWpPage_lock_page(t)
    \/ DoWpPage_unlock_page(t)
    \/ DoFault_unlock_page(t)
GenerationStep__since_2_6_30(t) == Steps_2_6_30(t)

-----------------------------------------------------------------------------
(* Changes of the fault path. *)

(* dirty-locked: the page is locked until the entry is writable, and marked dirty unlocked. *)
SetPteAndUnlock(t, old, dirty) ==
    LET o == Op(t)
        k == o.half \div 2
        f == loc[t].page
        same == pte[o.map][k] = old
        unlocked == [page[f] EXCEPT !.locked = 0]
    IN  /\ pte' = IF same THEN [pte EXCEPT ![o.map][k] = f] ELSE pte
        /\ page' = [page EXCEPT ![f] = IF same THEN unlocked ELSE PutPage(f, t, unlocked)]
        /\ lockq' = LockGiven(f)
        /\ IF same THEN Goto(t, dirty, loc[t]) ELSE Goto(t, RetryLabel(t), NoLocals)
        /\ UNCHANGED <<cache, wbq, inode, fclock, fi, dev, srv, ghost>>
DoWpPage_set_pte__since_2_6_30__without_dirty_locked(t) ==
    /\ pc[t] = "do_wp_page:set_pte"
    /\ SetPteAndUnlock(t, -loc[t].page, "do_wp_page:set_page_dirty")
Before__since_2_6_30__without_dirty_locked ==
    {"DoFault_set_pte", "DoWpPage_set_page_dirty", "DoFault_set_page_dirty"}

(* dirty-before-pte: under the page lock the page is marked dirty first, then made writable. *)
WpSetPteLabel__with_dirty_before_pte == "do_wp_page:set_page_dirty"
FaultSetPteLabel__with_dirty_before_pte == "__do_fault:set_page_dirty"
DoWpPage_set_page_dirty__since_2_6_30__with_dirty_before_pte(t) ==
    pc[t] = "do_wp_page:set_page_dirty" /\ SetPageDirtyLocked(t, "do_wp_page:set_pte")
DoFault_set_page_dirty__since_2_6_30__with_dirty_before_pte(t) ==
    pc[t] = "__do_fault:set_page_dirty" /\ SetPageDirtyLocked(t, "__do_fault:set_pte")
DoWpPage_set_pte__since_2_6_30__with_dirty_before_pte(t) ==
    pc[t] = "do_wp_page:set_pte" /\ SetPteLocked(t, -loc[t].page, "do_wp_page:unlock_page")
DoFault_set_pte__since_2_6_30__with_dirty_before_pte(t) ==
    pc[t] = "__do_fault:set_pte" /\ SetPteLocked(t, 0, "__do_fault:unlock_page")

(* mkwrite-entered-locked: the page lock is taken before page_mkwrite, and held over it. *)
TrapReadOnly__with_mkwrite_entered_locked(t, f) == Goto(t, "do_wp_page:lock_page", MkwriteLocals(f))
WpPageLocked__with_mkwrite_entered_locked(t, v) == CallPageMkwrite(t, "do_wp_page:set_pte", v)
FoundPage__with_mkwrite_entered_locked(t, f) ==
    /\ page' = [page EXCEPT ![f].locked = t]
    /\ lockq' = LockTaken(f, t)
    /\ CallPageMkwrite(t, "__do_fault:set_pte", MkwriteLocals(f))

(* dirty-before-mkwrite: the entry becomes writable before page_mkwrite is called.  If that  *)
(* fails, the entry is made read-only again.                                                *)
TrapReadOnly__with_dirty_before_mkwrite(t, f) == Goto(t, "do_wp_page:set_pte", MkwriteLocals(f))
FoundPage__with_dirty_before_mkwrite(t, f) ==
    /\ page' = [page EXCEPT ![f].locked = t]
    /\ lockq' = LockTaken(f, t)
    /\ Goto(t, "__do_fault:set_pte", MkwriteLocals(f))
WpSetPteLabel__with_dirty_before_mkwrite == "do_wp_page:set_page_dirty"
FaultSetPteLabel__with_dirty_before_mkwrite == "__do_fault:set_page_dirty"
SetPteFirst(t, old, ret) ==
    LET o == Op(t)
        k == o.half \div 2
        f == loc[t].page
        same == pte[o.map][k] = old
        mine == page[f].locked = t
        unlocked == IF mine THEN [page[f] EXCEPT !.locked = 0] ELSE page[f]
    IN  /\ pte' = IF same THEN [pte EXCEPT ![o.map][k] = f] ELSE pte
        /\ page' = [page EXCEPT ![f] = IF same THEN unlocked ELSE PutPage(f, t, unlocked)]
        /\ lockq' = IF mine THEN LockGiven(f) ELSE lockq
        /\ IF same THEN CallPageMkwrite(t, ret, loc[t]) ELSE Goto(t, RetryLabel(t), NoLocals)
        /\ UNCHANGED <<cache, wbq, inode, fclock, fi, dev, srv, ghost>>
DoWpPage_set_pte__since_2_6_30__with_dirty_before_mkwrite(t) ==
    pc[t] = "do_wp_page:set_pte" /\ SetPteFirst(t, -loc[t].page, "do_wp_page:lock_page")
DoFault_set_pte__since_2_6_30__with_dirty_before_mkwrite(t) ==
    pc[t] = "__do_fault:set_pte" /\ SetPteFirst(t, 0, "__do_fault:lock_page")

(* b827e496c893: the fault path of 2.6.26: the core does not have the page locked until it is dirty. *)
Before__since_2_6_30__without_b827e496c893 ==
    {"WpMkwriteReturn", "DoWpPage_set_pte", "DoFault_set_pte", "DoWpPage_set_page_dirty",
     "DoFault_set_page_dirty"}
=============================================================================
