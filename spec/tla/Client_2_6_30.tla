---------------------------- MODULE Client_2_6_30 ---------------------------
(***************************************************************************)
(* The client of module Client as b827e496c893 lets it be: page_mkwrite    *)
(* locks the page inside, after its own lock, looks whether the page is    *)
(* still in the file, and returns VM_FAULT_LOCKED.                         *)
(***************************************************************************)
EXTENDS Linux_2_6_30, Client

ClientLockedLabel__since_2_6_30 == "client_page_mkwrite:lock_page"

ClientMayMap(f) == Attached(f)

ClientPageMkwrite_lock_page(t) ==
    LET l == "client_page_mkwrite:lock_page"
        f == loc[t].page
    IN  /\ Awake(t, l)
        /\ \/ LockFails(t, f, l)
           \/ /\ page[f].locked = 0 /\ ClientMayMap(f)
              /\ page' = [page EXCEPT ![f].locked = t]
              /\ lockq' = LockTaken(f, t)
              /\ Goto(t, "client_page_mkwrite:alloc", [loc[t] EXCEPT !.tst = 0])
              /\ UNCHANGED <<cache, pte, wbq, inode, fclock, fi, dev, srv, ghost>>
           \/ /\ page[f].locked = 0 /\ ~ClientMayMap(f)      \* VM_FAULT_NOPAGE
              /\ page' = [page EXCEPT ![f] = PutPage(f, t, @)]
              /\ lockq' = LockTakenAndGiven(f, t)
              /\ GivesFsLock
              /\ pc' = [pc EXCEPT ![t] = RetryLabel(t)]
              /\ stk' = [stk EXCEPT ![t] = Tail(@)]
              /\ loc' = [loc EXCEPT ![t] = NoLocals]
              /\ UNCHANGED <<ip, cache, pte, wbq, inode, fclock, fi, dev, ssize, sdata, vmstat, ghost>>

ClientMkwriteReturn__since_2_6_30(t) ==
    /\ pc' = [pc EXCEPT ![t] = LockedLabel(Head(stk[t]))]
    /\ stk' = [stk EXCEPT ![t] = Tail(@)]
    /\ UNCHANGED <<loc, ip>>

ClientStep__since_2_6_30__client_metadata(t) ==
    \/ ClientSteps(t)
    \/ ClientPageMkwrite_lock_page(t)

-----------------------------------------------------------------------------
(* client-locked: page_mkwrite still returns 0, unlocked; only the core has changed. *)
Before__since_2_6_30__without_client_locked == {"ClientLockedLabel", "ClientMkwriteReturn"}

(* client-mapping-check: it returns LOCKED without having looked at page->mapping. *)
ClientMayMap__without_client_mapping_check(f) == TRUE

(* mkwrite-entered-locked: the page is locked already, and stays so. *)
ClientLockedLabel__since_2_6_30__with_mkwrite_entered_locked == "client_page_mkwrite:alloc"
ClientMkwriteReturn__since_2_6_30__with_mkwrite_entered_locked(t) == Return(t, loc[t])

(* dirty-before-mkwrite: after a failure the entry is read-only again. *)
UndoEntry__with_dirty_before_mkwrite(t) ==
    LET f == loc[t].page
        m == Op(t).map
        k == IndexOf(f)
    IN  pte' = IF pte[m][k] = f THEN [pte EXCEPT ![m][k] = -f] ELSE pte
=============================================================================
