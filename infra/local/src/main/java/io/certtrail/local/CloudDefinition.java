package io.certtrail.local;

import io.certtrail.aws.tables.TableDefinition;
import io.certtrail.local.function.FunctionDefinition;
import io.certtrail.local.sqs.QueueDefinition;
import java.util.List;
import java.util.Map;

/**
 * What a cloud is made of, as a template has it.
 *
 * @param tables their names come from the environment variables of their definitions
 * @param queues by the environment variable that carries their URL; the queues of their dead letters come with them
 * @param buckets by the environment variable that carries their name
 * @param functions one of them has the trigger {@link io.certtrail.local.function.Trigger.Http}
 * @param setup the name of the function that is invoked on the first start, before the others
 */
public record CloudDefinition(
        List<TableDefinition> tables,
        Map<String, QueueDefinition> queues,
        Map<String, String> buckets,
        List<FunctionDefinition> functions,
        String setup) {
    public CloudDefinition {
        tables = List.copyOf(tables);
        queues = Map.copyOf(queues);
        buckets = Map.copyOf(buckets);
        functions = List.copyOf(functions);
    }
}
