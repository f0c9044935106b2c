import { Construct } from 'constructs';
import { HELM_ADD_ON_PROVIDER } from './helm-add-on-provider';
import { HelmChartProxy } from '../../imports/caaph';
import { Fleet, HelmAddOn, pruneProtection } from '../fleet';
import { claimRelease } from '../fleet/claim-release';
import { toYaml } from '../fleet/output/yaml';

/** Options for a `HelmChartProxyAddOn`. */
export interface HelmChartProxyAddOnProps {
  /** Name of the cluster that gets the chart. */
  readonly cluster: string;
  /** Namespace of the Cluster object on the hub: add-ons are found in no other. */
  readonly namespace: string;
  /** Labels that the Cluster object has, and no other. */
  readonly clusterLabels: Readonly<Record<string, string>>;
  /** The chart to install, with its values and the ports that it needs. */
  readonly addOn: HelmAddOn;
}

/**
 * Installs a Helm chart in a cluster from the hub, through the Cluster API add-on provider for Helm (CAAPH v0.6): it needs nothing in the cluster
 * but its API server, so it is there before a network plug-in is.
 *
 * One object per cluster and release: version and values are settled here, not looked up by the controller.
 */
export class HelmChartProxyAddOn extends Construct {
  constructor(scope: Construct, id: string, props: HelmChartProxyAddOnProps) {
    super(scope, id);
    const fleet = Fleet.of(this);
    const { cluster } = props;
    const addOn = claimRelease(fleet, this.node.path, cluster, props.addOn, 'cluster-api');
    fleet.claim({ type: 'component', cluster: fleet.hub.name, path: this.node.path, component: HELM_ADD_ON_PROVIDER });
    const settled = () => fleet.clusterModel(cluster).releases.find(r => r.name === addOn.release)!;
    this.node.defaultChild = new HelmChartProxy(this, 'Resource', {
      metadata: { name: addOn.helmChartProxyName ?? `${cluster}-${addOn.release}`, namespace: props.namespace, annotations: pruneProtection() },
      spec: {
        clusterSelector: { matchLabels: { ...props.clusterLabels } },
        repoURL: addOn.repository,
        chartName: addOn.chart,
        version: fleet.lazy(() => settled().version),
        releaseName: addOn.release,
        namespace: addOn.namespace,
        // The defaults of its webhook, said aloud: an apply of this object then changes nothing.
        reconcileStrategy: 'Continuous',
        options: { enableClientCache: false, timeout: '10m0s', install: { createNamespace: true }, upgrade: { maxHistory: 10 } },
        valuesTemplate: fleet.lazy(() => valuesTemplate(settled().values)),
      },
    });
  }
}

/**
 * Helm values as a `valuesTemplate`. CAAPH runs it through Go's text/template, so an opening `{{` in a value (Helm and Prometheus rules have them)
 * must come out of a template action.
 */
export function valuesTemplate(values: Readonly<Record<string, unknown>>): string {
  return toYaml([values]).replace(/\{\{/g, '{{ "{{" }}');
}
