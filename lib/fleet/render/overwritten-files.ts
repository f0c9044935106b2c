import { YamlOutputType } from 'cdk8s';
import { RenderedCharts } from './render-charts';
import { Finding } from '../finding';

/**
 * Objects that a plain cdk8s App would write over each other: with a file per resource it names the file after kind and name alone, so of two
 * clusters' namespaces `payments` one is lost (cdk8s 2.70 `App.synth`).
 */
export function overwrittenFiles(type: YamlOutputType, render: () => RenderedCharts): readonly Finding[] {
  if (type !== YamlOutputType.FILE_PER_RESOURCE && type !== YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE) {
    return [];
  }
  const writers = new Map<string, string>();
  return [...render().objects].flatMap(([chart, objects]) => objects.flatMap(({ manifest, path }): readonly Finding[] => {
    const file = `${manifest.kind}.${manifest.metadata.name}`.replace(/[^0-9a-zA-Z-_.]/g, '');
    const key = type === YamlOutputType.FILE_PER_RESOURCE ? file : `${chart.node.path}\n${file}`;
    const other = writers.get(key);
    writers.set(key, path);
    return other === undefined ? [] : [{
      code: 'overwritten-file', severity: 'error', clusters: [], paths: [other, path].sort(),
      message: `cdk8s would write ${[other, path].sort().join(' and ')} to the same file ${file}: use a FleetApp, or YamlOutputType.FILE_PER_CHART`,
    }];
  }));
}
