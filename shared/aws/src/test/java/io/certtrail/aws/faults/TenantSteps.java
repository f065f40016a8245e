package io.certtrail.aws.faults;

import io.certtrail.aws.chain.DynamoChain;
import io.certtrail.aws.chain.DynamoOutbox;
import io.certtrail.aws.tenants.DynamoTenantRegistry;
import io.certtrail.domain.catalogue.Catalogue;
import io.certtrail.domain.chain.ChainEvents;
import io.certtrail.domain.chain.ChainOpener;
import io.certtrail.domain.chain.ChainReader;
import io.certtrail.domain.chain.OutboxItem;
import io.certtrail.domain.ids.UuidV7;
import io.certtrail.domain.tenants.Tenant;
import io.certtrail.domain.tenants.Tenants;
import io.certtrail.ledger.checkpoint.Origin;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * Tenants are set up, set up again, and moved to their next incarnation. Two facts a tenant: its ledger is open, told by
 * that ledger's own first entry, which never was in the outbox; and it is in the registry, told by an event in its outbox.
 * Nobody may be in the registry whose ledger has no HEAD.
 */
final class TenantSteps implements Steps {
    private final ChainReader chain;
    private final Tenants tenants;
    private final DynamoOutbox outbox;
    private final ChainOpener opener;
    private final SplittableRandom random;
    private final List<Origin> tried = new ArrayList<>();
    private final Set<Origin> moved = new HashSet<>();

    TenantSteps(Shop shop) {
        Clock clock = Clock.fixed(Shop.NOW, ZoneOffset.UTC);
        DynamoChain writer = new DynamoChain(shop.dynamo(), "ledger", "ids", "heads");
        chain = writer;
        DynamoTenantRegistry registry = new DynamoTenantRegistry(shop.dynamo(), "operations", shop.outbox());
        tenants = registry;
        outbox = new DynamoOutbox(shop.dynamo(), shop.outbox());
        random = shop.random();
        ChainEvents events = new ChainEvents(Catalogue.load(), new UuidV7(clock, random), clock);
        opener = new ChainOpener(writer, registry, events, clock, random);
    }

    @Override
    public void step() {
        if (tried.isEmpty() || random.nextBoolean()) {
            tried.add(new Origin("certtrail.test", "t" + tried.size(), 1));
        }
        Origin origin = tried.get(random.nextInt(tried.size()));
        if (!moved.contains(origin)) {
            Tenant _ = opener.open(origin);
        }
        if (random.nextInt(4) == 0) {
            moved.add(origin);
            opener.openAfter(new ChainEvents.Previous(origin, null));
            Tenant _ = opener.register(origin.next());
        }
    }

    @Override
    public List<String> facts() {
        List<String> facts = new ArrayList<>();
        for (Origin origin : tried) {
            boolean open = chain.head(origin).isPresent();
            if (open) {
                facts.add(opened(origin));
            }
            if (tenants.find(origin.tenant()).isPresent()) {
                facts.add(open ? registered(origin.tenant()) : "registered without a HEAD: " + origin.tenant());
            }
        }
        return facts;
    }

    @Override
    public List<String> told(List<String> recorded) {
        return tried.stream().flatMap(this::told).toList();
    }

    private Stream<String> told(Origin origin) {
        Stream<String> opened = chain.block(origin, 0).stream()
                .filter(block -> block.entries().getFirst().entry().action().equals("ledger.opened"))
                .map(_ -> opened(origin));
        Stream<String> created = outbox.read(origin.tenant(), 1_000).stream()
                .flatMap(item -> ((OutboxItem.Bundle) item).events().stream())
                .filter(event -> event.action().equals("tenant.created"))
                .map(event -> registered(event.resource().id()));
        return Stream.concat(opened, created);
    }

    private static String registered(String tenant) {
        return "registered " + tenant;
    }

    private static String opened(Origin origin) {
        return "opened " + origin.tenant();
    }
}
