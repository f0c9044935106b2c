import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { benchFleet } from './bench-fleet';
import { networkOf, RenderedChart, stockSynth, timeSince } from './stock';
import { ExistingCluster, FleetMesh, IMesh, Istio, ServiceExportPair, Submariner } from '../lib';

/**
 * One measurement of `mesh.ts`, in a process of its own: `mesh-program.ts <members> <kind>`.
 *
 * A mesh of that many members and a service that each exports and uses; with Globalnet all members have the same addresses. Prints the processor
 * time of the whole synth in milliseconds, with files and lock, that of a stock cdk8s `App` with the same objects, and the number of objects.
 */
/** A stock App resolves the whole app once for each chart. */
const LARGEST_STOCK = 250;
const [members, kind] = [Number(process.argv[2]), process.argv[3]];
const submariner = (globalnet: boolean): IMesh<any> => Submariner.tunnels({
  brokerApiServer: 'hub.example.com:6443', gateways: { nodeSelector: { role: 'gateway' } }, globalnet: globalnet ? { prefix: 20 } : false,
});
const MESHES: Readonly<Record<string, () => IMesh<any>>> = {
  submariner: () => submariner(false),
  globalnet: () => submariner(true),
  istio: () => Istio.multiPrimary({ meshId: 'bench', apiServer: ({ name }) => `https://${name}.example.com:6443`, multiClusterServices: true }),
};
const folder = mkdtempSync(join(tmpdir(), 'fleet-bench-'));
const start = process.cpuUsage();
const { app, fleet } = benchFleet(folder);
const clusters = Array.from({ length: members }, (_, i) => new ExistingCluster(fleet, `member-${i}`, {
  version: '1.34.1', network: networkOf(kind === 'globalnet' ? 0 : i), networkPlugin: { name: 'flannel' },
}));
const mesh = new FleetMesh(fleet, 'mesh', {
  members: clusters,
  mesh: MESHES[kind](),
});
new ServiceExportPair(fleet, 'shop', { service: 'shop', namespace: 'shop', from: clusters, to: clusters, mesh });
app.synth();
const synth = timeSince(start);
const charts: readonly RenderedChart[] = fleet.clusterCharts.map(chart => [chart.node.id, chart.toJson()]);
const stock = members <= LARGEST_STOCK ? stockSynth(folder, charts) : undefined;
rmSync(folder, { recursive: true, force: true });
process.stdout.write(JSON.stringify({ synth, stock, objects: charts.reduce((sum, [, objects]) => sum + objects.length, 0) }));
