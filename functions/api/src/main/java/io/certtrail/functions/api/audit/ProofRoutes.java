package io.certtrail.functions.api.audit;

import io.certtrail.aws.lambda.HttpResponse;
import io.certtrail.domain.access.Permission;
import io.certtrail.domain.audit.EntryDesk;
import io.certtrail.domain.audit.EntryProof;
import io.certtrail.domain.audit.ProofDesk;
import io.certtrail.domain.publish.SignedCheckpoint;
import io.certtrail.functions.api.routing.Answer;
import io.certtrail.functions.api.routing.Call;
import io.certtrail.functions.api.routing.JsonText;
import io.certtrail.functions.api.routing.Origins;
import io.certtrail.functions.api.routing.Route;
import io.certtrail.ledger.checkpoint.Checkpoint;
import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.ledger.entry.Leaf;
import io.certtrail.ledger.json.Json;
import java.util.Base64;
import java.util.List;

/** The signed head, and proofs that entries are under it. */
public final class ProofRoutes {
    private static final String TAG = "Audit";

    private final Origins origins;
    private final EntryDesk entries;
    private final ProofDesk proofs;

    public ProofRoutes(Origins origins, EntryDesk entries, ProofDesk proofs) {
        this.origins = origins;
        this.entries = entries;
        this.proofs = proofs;
    }

    public List<Route> routes() {
        return List.of(
                Route.get("/api/audit/{id}/proof", "proveEntry")
                        .tag(TAG)
                        .summary("Proof that an entry is in the signed tree")
                        .description(
                                "By the newest signed checkpoint; one is signed at once if none covers the entry yet.")
                        .needs(Permission.READ_AUDIT)
                        .takes(AuditRoutes.ID, AuditRoutes.WAIT)
                        .answers(
                                Answer.json(200, "The proof", AuditSchemas.PROOF),
                                Answer.problem(404, "There is no such entry in the chain (yet)"),
                                Answer.problem(503, "No signed checkpoint covers it yet"))
                        .by(this::prove),
                Route.get("/api/audit/checkpoint", "readCheckpoint")
                        .tag(TAG)
                        .summary("The last signed head of the ledger")
                        .needs(Permission.READ_AUDIT)
                        .answers(
                                Answer.json(200, "The checkpoint", AuditSchemas.CHECKPOINT),
                                Answer.problem(503, "None is signed yet"))
                        .by(this::checkpoint));
    }

    private HttpResponse prove(Call call) {
        Origin origin = origins.of(call.principal());
        EntryProof proof = proofs.prove(origin, AuditRoutes.find(entries, origins, call));
        Checkpoint head = proof.checkpoint().checkpoint();
        Leaf leaf = proof.entry().leaf();
        return JsonText.response(
                200,
                Json.obj()
                        .put("origin", origin.text())
                        .put("id", proof.entry().entry().id().toString())
                        .put("seq", proof.entry().seq())
                        .put("treeSize", head.size())
                        .put("rootHash", head.root().base64())
                        .put("leaf", Base64.getEncoder().encodeToString(leaf.data()))
                        .put("leafHash", leaf.hash().base64())
                        .put(
                                "proof",
                                new Json.Arr(proof.hashes().stream()
                                        .<Json>map(hash -> Json.of(hash.base64()))
                                        .toList()))
                        .put("checkpoint", proof.checkpoint().note())
                        .build());
    }

    private HttpResponse checkpoint(Call call) {
        SignedCheckpoint signed = proofs.latest(origins.of(call.principal()));
        Checkpoint head = signed.checkpoint();
        return JsonText.response(
                200,
                Json.obj()
                        .put("origin", head.origin().text())
                        .put("treeSize", head.size())
                        .put("rootHash", head.root().base64())
                        .put("note", signed.note())
                        .build());
    }
}
