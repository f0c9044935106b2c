import { AddressPlan, Aws, Cilium, Delivery, ExistingCluster, Fleet, FleetApp, FleetMesh, Istio, ManagedCluster, Secrets } from 'cdk8s-fleet';

const app = new FleetApp();
const fleet = new Fleet(app, 'goel', {
  hub: ExistingCluster.hub({ name: 'hub', version: '1.34.1', network: { pods: '10.244.0.0/16', services: '10.245.0.0/20' } }),
  addresses: AddressPlan.within('10.0.0.0/9'),
  delivery: Delivery.argoCd({ repoUrl: 'https://git.example.com/goel/fleet.git', path: 'dist' }),
  // Tokens of members go through this store; the root and the signing certificates are in it beforehand.
  secrets: Secrets.clusterStore('vault'),
});

const cluster = (name: string, region: string) => new ManagedCluster(fleet, name, {
  version: '1.34.1',
  infrastructure: Aws.ec2({ region, availabilityZones: [`${region}a`, `${region}b`] }),
  // Its release gets the settings that Istio needs of it.
  networkPlugin: Cilium.vxlan(),
  controlPlane: { machine: { instanceType: 'm6i.large' } },
  pools: { workers: { replicas: 3, machine: { instanceType: 'm6i.xlarge' } } },
});
const usEast = cluster('cluster-us-east', 'us-east-1');
const euWest = cluster('cluster-eu-west', 'eu-west-1');

new FleetMesh(fleet, 'mesh', {
  members: [
    { cluster: usEast, network: 'network-us' },
    { cluster: euWest, network: 'network-eu' },
  ],
  mesh: Istio.multiPrimary({
    meshId: 'goel-mesh',
    // Names for the load balancers of the API servers.
    apiServer: ({ name }) => `https://${name}.k8s.example.com:6443`,
    eastWestGateway: { service: { annotations: { 'service.beta.kubernetes.io/aws-load-balancer-type': 'nlb' } } },
  }),
});

app.synth();
