import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { benchFleet } from './bench-fleet';
import { networkOf, RenderedChart, stockSynth, timeSince } from './stock';
import { BackupStorage, ExistingCluster, RestorePlan, Velero, VeleroSchedule } from '../lib';

/**
 * One measurement of `backups.ts`, in a process of its own: `backups-program.ts <clusters>`.
 *
 * That many clusters with two schedules each, spread over two hours, one standby that reads the backups of all, and a plan that restores all of them.
 * Prints the processor time of the whole synth in milliseconds, that of a stock cdk8s `App` with the same objects, and the number of objects.
 */
/** A stock App resolves the whole app once for each chart. */
const LARGEST_STOCK = 250;
const count = Number(process.argv[2]);
const folder = mkdtempSync(join(tmpdir(), 'fleet-bench-'));
const start = process.cpuUsage();
const { app, fleet } = benchFleet(folder);
const [standby, ...clusters] = Array.from({ length: count + 1 }, (_, i) => new ExistingCluster(fleet, `member-${i}`, { version: '1.34.1', network: networkOf(i) }));
const velero = new Velero(fleet, 'velero', {
  storage: BackupStorage.aws({ bucket: 'bench', region: 'eu-west-1', credentials: { secret: { key: 'velero' } } }),
  repositoryPassword: { key: 'velero', property: 'password' },
});
const daily = new VeleroSchedule(fleet, 'daily', {
  velero, clusters, standby, schedule: '0 2 * * *', stagger: '2h', ttl: '720h', includedNamespaces: ['production'], defaultVolumesToFsBackup: true,
});
new VeleroSchedule(fleet, 'hourly', { velero, clusters, standby, schedule: '5 * * * *', ttl: '48h', includedNamespaces: ['databases'], defaultVolumesToFsBackup: true });
new RestorePlan(fleet, 'all', { schedules: [daily] });
app.synth();
const synth = timeSince(start);
const charts: readonly RenderedChart[] = fleet.clusterCharts.map(chart => [chart.node.id, chart.toJson()]);
const stock = count <= LARGEST_STOCK ? stockSynth(folder, charts) : undefined;
rmSync(folder, { recursive: true, force: true });
process.stdout.write(JSON.stringify({ synth, stock, objects: charts.reduce((sum, [, objects]) => sum + objects.length, 0) }));
