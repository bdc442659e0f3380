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
LockedLabel(ret) == IF ret = "do_wp_page:lock_page" THEN "do_wp_page:set_pte" ELSE "__do_fault:set_pte"

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
                      /\ Goto(t, "do_wp_page:set_pte", [loc[t] EXCEPT !.tst = 0])
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
    /\ Goto(t, unlock, loc[t])
    /\ UNCHANGED <<cache, pte, pageq, inode, fclock, fi, dev, srv, ghost>>

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

(* The fix taken out: the fault path of 2.6.26, with the windows. *)
Before__since_2_6_30__without_b827e496c893 ==
    {"WpMkwriteReturn", "DoWpPage_set_pte", "DoFault_set_pte", "DoWpPage_set_page_dirty",
     "DoFault_set_page_dirty"}
=============================================================================
