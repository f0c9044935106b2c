import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { addShop } from './shop';
import { AddressPlan, Calico, Cidr, Docker, ExistingCluster, Fleet, FleetApp, Lock, ManagedCluster } from 'cdk8s-fleet';

/**
 * One measurement of `app.ts`, in a process of its own: `app-program.ts <kind> <clusters>`.
 *
 * `fleet` and `stock` synthesize the same objects, `managed` synthesizes clusters made through Cluster API.
 * Prints the processor time of the synth, which other work on the machine disturbs least, and the part of it that went into the schema check,
 * in milliseconds.
 */
const OBJECTS = 20;
/** The class that the built package uses: no entry point of the package leads to it. */
const { CompiledSchema } = createRequire(__filename)('../dist/lib/schema') as typeof import('../lib/schema');
const folder = mkdtempSync(join(tmpdir(), 'fleet-bench-'));
const outdir = join(folder, 'dist');
const lock = Lock.file(join(folder, 'fleet.lock.json'));

const PROGRAMS: Readonly<Record<string, (clusters: number) => App>> = {
  stock: clusters => {
    const app = new App({ outdir });
    names(clusters).forEach(name => addShop(new Construct(new Chart(app, name), 'shop'), name, OBJECTS));
    return app;
  },
  fleet: clusters => {
    const app = new FleetApp({ outdir });
    const all = names(clusters);
    const fleet = new Fleet(app, 'bench', { lock, hub: ExistingCluster.hub({ name: all[0], version: '1.34.1', network: networkOf(0) }) });
    all.slice(1).forEach((name, i) => new ExistingCluster(fleet, name, { version: '1.34.1', network: networkOf(i + 1) }));
    all.forEach(name => addShop(new Construct(fleet.chartOf(name), 'shop'), name, OBJECTS));
    return app;
  },
  managed: clusters => {
    const app = new FleetApp({ outdir });
    const fleet = new Fleet(app, 'bench', {
      lock,
      hub: ExistingCluster.hub({ name: 'hub', version: '1.34.1', network: { pods: '192.168.0.0/20', services: '192.168.16.0/24' } }),
      addresses: AddressPlan.within('10.0.0.0/8', { pods: 20, services: 24 }),
    });
    names(clusters).forEach(name => new ManagedCluster(fleet, name, {
      version: '1.34.1', infrastructure: Docker.dev(), networkPlugin: Calico.vxlan(),
      controlPlane: { replicas: 3, machine: {} }, pools: { workers: { replicas: 3, machine: {} } },
    }));
    return app;
  },
};

const [kind, clusters] = process.argv.slice(2);
const app = PROGRAMS[kind](Number(clusters));
const schema = measureSchemaCheck();
const start = processorTime();
app.synth();
const synth = processorTime() - start;
rmSync(folder, { recursive: true, force: true });
process.stdout.write(JSON.stringify({ synth, schema: schema() }));

/** What this process has used so far, in user code and in the system, in milliseconds. */
function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

function names(count: number): readonly string[] {
  return Array.from({ length: count }, (_, i) => `cluster-${i}`);
}

/** Ranges that nobody shares: a /20 for pods and a /24 for services, one after the other. */
function networkOf(index: number): { pods: string; services: string } {
  const block = (first: bigint, prefix: number) => `${Cidr.of(4, first + BigInt(index) * 2n ** BigInt(32 - prefix), prefix)}`;
  return { pods: block(10n << 24n, 20), services: block(0xAC100000n, 24) };
}

/** From now on adds up the time in the schema check, compilation of schemas included. */
function measureSchemaCheck(): () => number {
  let total = 0;
  const timed = <T extends unknown[], R>(inner: (this: unknown, ...args: T) => R) => function(this: unknown, ...args: T): R {
    const before = processorTime();
    try {
      return inner.apply(this, args);
    } finally {
      total += processorTime() - before;
    }
  };
  CompiledSchema.compile = timed(CompiledSchema.compile) as typeof CompiledSchema.compile;
  CompiledSchema.prototype.check = timed(CompiledSchema.prototype.check);
  return () => total;
}
