package io.certtrail.testkit.faults;

/** Which parts a schedule is run with. Those of the house itself are right; a planted fault replaces some of them. */
public interface Parts {
    /** The parts as they are. */
    Parts RIGHT = new Parts() {};

    /** What the stores keep; faults of the network are put before it. Called once a schedule. */
    default Ports stores(Ports ports, House house) {
        return ports;
    }

    /** What the code of one process calls; faults of the network lie behind it. Called once for each life of one. */
    default Ports process(Ports ports, House house) {
        return ports;
    }
}
