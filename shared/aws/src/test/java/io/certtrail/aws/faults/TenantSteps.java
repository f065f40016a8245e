package io.certtrail.aws.faults;

import io.certtrail.aws.chain.DynamoChain;
import io.certtrail.aws.tenants.DynamoTenants;
import io.certtrail.domain.catalogue.Catalogue;
import io.certtrail.domain.chain.ChainEvents;
import io.certtrail.domain.chain.ChainOpener;
import io.certtrail.domain.chain.ChainReader;
import io.certtrail.domain.ids.UuidV7;
import io.certtrail.domain.tenants.Tenant;
import io.certtrail.domain.tenants.Tenants;
import io.certtrail.ledger.checkpoint.Origin;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Tenants are set up, and set up again. The entry of that is the first of a tenant's own ledger, so it never was in the
 * outbox; the state is the ledger's HEAD, and nobody may be in the registry without one.
 */
final class TenantSteps implements Steps {
    private final ChainReader chain;
    private final Tenants tenants;
    private final ChainOpener opener;
    private final SplittableRandom random;
    private final List<Origin> tried = new ArrayList<>();

    TenantSteps(Shop shop) {
        Clock clock = Clock.fixed(Shop.NOW, ZoneOffset.UTC);
        DynamoChain writer = new DynamoChain(shop.dynamo(), "ledger", "ids", "heads");
        chain = writer;
        tenants = new DynamoTenants(shop.dynamo(), "operations");
        random = shop.random();
        ChainEvents events = new ChainEvents(Catalogue.load(), new UuidV7(clock, random), clock);
        opener = new ChainOpener(writer, tenants, events, clock, random);
    }

    @Override
    public void step() {
        if (tried.isEmpty() || random.nextBoolean()) {
            tried.add(new Origin("certtrail.test", "t" + tried.size(), 1));
        }
        Tenant _ = opener.open(tried.get(random.nextInt(tried.size())));
    }

    @Override
    public List<String> facts() {
        List<String> facts = new ArrayList<>();
        for (Origin origin : tried) {
            if (chain.head(origin).isPresent()) {
                facts.add(opened(origin));
            } else if (tenants.find(origin.tenant()).isPresent()) {
                facts.add("registered without a HEAD: " + origin.tenant());
            }
        }
        return facts;
    }

    @Override
    public List<String> told(List<String> recorded) {
        return tried.stream()
                .filter(origin -> chain.block(origin, 0)
                        .filter(block ->
                                block.entries().getFirst().entry().action().equals("ledger.opened"))
                        .isPresent())
                .map(TenantSteps::opened)
                .toList();
    }

    private static String opened(Origin origin) {
        return "opened " + origin.tenant();
    }
}
