import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import type { JoinedMember } from './joined-member';
import { GATEWAY_LABEL, OPERATOR_NAMESPACE } from './names';
import type { SubmarinerSettings } from './settings';
import { kubectl } from '../../../delivery/kubectl';
import { allow, grant } from '../../../delivery/rbac';
import { Fleet, FirewallOpening, Manifest } from '../../../fleet';

const LABELLER = 'submariner-gateway-labeller';

/** Makes gateways of the nodes of a member that are to be some, and opens their ports. */
export function makeGateways(scope: Construct, fleet: Fleet, path: string, member: JoinedMember, settings: SubmarinerSettings): void {
  const { cluster, gateways } = member;
  if (gateways === undefined) {
    return;
  }
  const claim = { cluster: cluster.name, path };
  if ('pool' in gateways) {
    fleet.claim({ ...claim, type: 'node-labels', pool: gateways.pool, labels: { [GATEWAY_LABEL]: 'true' } });
  }
  if ('nodeSelector' in gateways) {
    labeller(gateways.nodeSelector, member.options).forEach(manifest => new ApiObject(scope, `${manifest.kind} ${manifest.metadata.name}`, manifest));
  }
  openings(settings, isBalanced(member, settings)).forEach(opening => fleet.claim({ ...claim, type: 'opening', opening }));
}

/** Whether the gateways of a member are reached through a load balancer. */
export function isBalanced({ options }: Pick<JoinedMember, 'options'>, settings: SubmarinerSettings): boolean {
  return (options.loadBalancer ?? settings.loadBalancer ?? false) !== false;
}

/**
 * The ports that gateways are reached by (submariner v0.19 `pkg/port`, `pkg/cable`), and the one by which a node reaches the gateway of its
 * cluster. A load balancer has its own way to the nodes, which the cloud controller opens.
 */
function openings(settings: SubmarinerSettings, balanced: boolean): readonly FirewallOpening[] {
  const { cable, natTraversalPort, ikePort, allowFrom, forceUdpEncapsulation = false } = settings;
  const udp = (description: string, port: number) => ({ description, protocol: 'udp', fromPort: port, toPort: port });
  const outside = balanced ? [] : [
    udp('tunnels (Submariner)', natTraversalPort),
    udp('NAT discovery (Submariner)', 4490),
    ...(cable === 'libreswan' ? [udp('IKE (Submariner)', ikePort)] : []),
    // Where gateways find no NAT between them the packets of IPsec are a protocol of their own, also with NAT traversal.
    ...(cable === 'libreswan' && !forceUdpEncapsulation ? [{ description: 'ESP (Submariner)', protocol: '50', fromPort: -1, toPort: -1 }] : []),
  ];
  return [udp('VXLAN to the gateway (Submariner)', 4800), ...outside.map(opening => ({ ...opening, from: allowFrom }))];
}

/** Nodes come and go, so a Job that runs once would not do; a node that has the label already is left alone. */
function labeller(nodeSelector: Readonly<Record<string, string>>, { tolerations }: JoinedMember['options']): readonly Manifest[] {
  const selector = Object.entries(nodeSelector).map(([key, value]) => `${key}=${value}`).sort().join(',');
  const metadata = { name: LABELLER, namespace: OPERATOR_NAMESPACE };
  const labels = { app: LABELLER };
  return [
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata },
    ...grant({ name: LABELLER, labels }, metadata, [allow(['get', 'list', 'patch'], '', ['nodes'])]),
    {
      apiVersion: 'batch/v1', kind: 'CronJob', metadata,
      spec: {
        schedule: '*/5 * * * *',
        concurrencyPolicy: 'Forbid',
        successfulJobsHistoryLimit: 1,
        jobTemplate: {
          spec: {
            activeDeadlineSeconds: 120,
            template: {
              metadata: { labels },
              spec: {
                serviceAccountName: LABELLER,
                restartPolicy: 'OnFailure',
                ...(tolerations && { tolerations }),
                securityContext: { runAsNonRoot: true, runAsUser: 65532, seccompProfile: { type: 'RuntimeDefault' } },
                containers: [kubectl(['label', 'nodes', `--selector=${selector}`, '--overwrite', `${GATEWAY_LABEL}=true`])],
              },
            },
          },
        },
      },
    },
  ];
}
