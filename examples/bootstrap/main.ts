import {
  AddressPlan, Aws, Calico, Cilium, Delivery, Docker, ExistingCluster, Fleet, FleetApp, HubPlatform, ManagedCluster, Secrets,
} from 'cdk8s-fleet';

const app = new FleetApp();
const fleet = new Fleet(app, 'first', {
  // An empty cluster: `kind create cluster --name hub`, with the socket of the Docker engine mounted for the member `dev`.
  hub: ExistingCluster.hub({ name: 'hub', version: '1.34.3', cloud: 'docker', network: { pods: '10.244.0.0/16', services: '10.96.0.0/16' } }),
  addresses: AddressPlan.within('10.0.0.0/9'),
  delivery: Delivery.argoCd({ repoUrl: 'https://git.example.com/platform/fleet.git' }),
  secrets: Secrets.externalSecrets(),
});

// Everything that the hub must run for the members below, in the folders hub.00-... to hub.50-...
new HubPlatform(fleet, 'platform');

new ManagedCluster(fleet, 'eu', {
  version: '1.34.3',
  infrastructure: Aws.ec2({ region: 'eu-west-1', availabilityZones: ['eu-west-1a', 'eu-west-1b', 'eu-west-1c'], account: '111122223333' }),
  networkPlugin: Cilium.vxlan(),
  controlPlane: { replicas: 3, machine: { instanceType: 'm6i.large' } },
  pools: { workers: { replicas: 3, failureDomains: ['eu-west-1a', 'eu-west-1b', 'eu-west-1c'], machine: { instanceType: 'm6i.xlarge' } } },
});

new ManagedCluster(fleet, 'dev', {
  version: '1.34.3',
  infrastructure: Docker.dev(),
  networkPlugin: Calico.vxlan(),
  controlPlane: { replicas: 1, machine: {} },
  pools: { workers: { replicas: 2, machine: {} } },
});

app.synth();
