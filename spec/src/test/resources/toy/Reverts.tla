---- MODULE Reverts ----
EXTENDS Linux_0_1
(* guard: two may count at once. *)
Limit__without_guard == 2
Limit__without_bound == 100
ToyCount_down__without_way_back(t) == FALSE
ToyCount_round__without_way_back(t) == /\ pc[t] = "toy_count:round"
                                       /\ writectr \in 1..2
                                       /\ writectr' = writectr + 10
                                       /\ UNCHANGED <<pc, loc, ip, rest>>
(* clarity: a behaviour in which either task may have taken the last step. *)
P3__without_clarity == writectr # 12
Nothing__without_sense == 0
(* slip: not even a value. *)
Limit__without_slip == CHOOSE x \in {} : TRUE
====
