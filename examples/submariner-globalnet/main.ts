import { ExistingCluster, Fleet, FleetApp, FleetMesh, GlobalEgressIP, ServiceExportPair, Submariner } from 'cdk8s-fleet';

const app = new FleetApp();
const fleet = new Fleet(app, 'factories', {
  hub: ExistingCluster.hub({ name: 'hub', version: '1.34.1', network: { pods: '10.244.0.0/16', services: '10.245.0.0/20' } }),
});

// Two clusters that somebody made alike: pods 10.0.0.0/16, services 10.96.0.0/12.
const factory = (name: string) => new ExistingCluster(fleet, name, {
  version: '1.33.5',
  network: { pods: '10.0.0.0/16', services: '10.96.0.0/12' },
  networkPlugin: { name: 'flannel' },
  kubeProxyMode: 'iptables',
});
const lyon = factory('lyon');
const turin = factory('turin');

const mesh = new FleetMesh(fleet, 'mesh', {
  members: [lyon, turin],
  mesh: Submariner.tunnels({
    brokerApiServer: 'hub.example.com:6443',
    gateways: { nodeSelector: { 'node.example.com/role': 'edge' } },
    globalnet: true,
  }),
});

new ServiceExportPair(fleet, 'stock', { service: 'stock', namespace: 'warehouse', from: [lyon], to: [turin], mesh });

// Lyon lets these pods in and no others, by the addresses that they have there.
new GlobalEgressIP(fleet, 'planner', { cluster: turin, namespace: 'planning', podSelector: { matchLabels: { app: 'planner' } }, numberOfIPs: 2 });

app.synth();
