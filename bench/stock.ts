import { join } from 'node:path';
import { ApiObject, App, Chart, YamlOutputType } from 'cdk8s';
import { Cidr } from '../lib';

/** A chart and its objects, as they were rendered. */
export type RenderedChart = readonly [id: string, objects: readonly object[]];

/** Processor time in milliseconds that a stock cdk8s `App` takes for the same objects. */
export function stockSynth(folder: string, charts: readonly RenderedChart[]): number {
  const before = process.cpuUsage();
  const app = new App({ outdir: join(folder, 'stock'), yamlOutputType: YamlOutputType.FILE_PER_CHART });
  for (const [id, objects] of charts) {
    const chart = new Chart(app, id);
    objects.forEach((object, i) => new ApiObject(chart, `object-${i}`, object as ConstructorParameters<typeof ApiObject>[2]));
  }
  app.synth();
  return timeSince(before);
}

/** Processor time in milliseconds. */
export function timeSince(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

/** Ranges that nobody shares: a /20 for pods and a /24 for services, one after the other. */
export function networkOf(index: number): { pods: string; services: string } {
  const block = (first: bigint, prefix: number) => `${Cidr.of(4, first + BigInt(index) * 2n ** BigInt(32 - prefix), prefix)}`;
  return { pods: block(10n << 24n, 20), services: block(0xAC100000n, 24) };
}
