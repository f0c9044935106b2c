import { Rule } from './rule';
import { finding } from './text';

/** Components of a hub that a Helm release would install once more. */
export const componentTwice: Rule = {
  code: 'component-twice',
  severity: 'error',
  summary: 'A Helm release of a cluster installs what the `HubPlatform` installs there too.',
  why: 'Two installations of one controller share CRDs, webhooks and cluster roles, and take them from each other with each apply; the one whose '
    + 'certificate is in the webhook is not always the one that answers.',
  fix: 'Remove the Helm release, or name the component in `providedByOthers` of the `HubPlatform`, which then leaves it to the chart.',
  check: model => model.clusters.flatMap(cluster => cluster.components.flatMap(({ component, origin, paths }) => {
    const charts = component.type === 'manifests' && origin === 'installed' ? component.charts ?? [] : [];
    const same = cluster.releases.filter(release => charts.includes(release.chart));
    return same.map(release => finding(componentTwice, [cluster.name], [release.path, ...paths],
      `${cluster.name}: the HubPlatform installs ${component.name}, and ${release.path} installs it too, by Helm chart ${release.chart}: remove the chart, or write`
      + ` providedByOthers: { '${component.name}': '<its release>' }`));
  })),
};
