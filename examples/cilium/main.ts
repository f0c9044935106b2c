import { ApiObject } from 'cdk8s';
import {
  AddressPlan, Aws, Cilium, CiliumClusterMesh, CiliumNetworkPolicy, Delivery, ExistingCluster, Fleet, FleetApp, FleetMesh, ManagedCluster, Secrets,
  ServiceExportPair,
} from 'cdk8s-fleet';

const app = new FleetApp();
const fleet = new Fleet(app, 'acme', {
  hub: ExistingCluster.hub({ name: 'hub', version: '1.35.2', network: { pods: '10.244.0.0/16', services: '10.245.0.0/20' } }),
  addresses: AddressPlan.within('10.0.0.0/9'),
  delivery: Delivery.argoCd({ repoUrl: 'https://git.example.com/acme/fleet.git', path: 'dist' }),
  // The authority of the mesh is in this store beforehand, under acme/mesh/ca.
  secrets: Secrets.clusterStore('vault'),
});

const cluster = (name: string, region: string) => new ManagedCluster(fleet, name, {
  version: '1.35.2',
  infrastructure: Aws.ec2({ region, availabilityZones: [`${region}a`, `${region}b`] }),
  networkPlugin: Cilium.vxlan(),
  controlPlane: { machine: { instanceType: 'm6i.large' } },
  pools: { workers: { replicas: 3, machine: { instanceType: 'm6i.xlarge' } } },
});
const usEast = cluster('cluster-us-east', 'us-east-1');
const euWest = cluster('cluster-eu-west', 'eu-west-1');

// The two networks are joined already: VPC peering, or a transit gateway.
const mesh = new FleetMesh(fleet, 'mesh', {
  members: [usEast, euWest],
  mesh: CiliumClusterMesh.fullMesh({
    domain: 'mesh.acme.example',
    certificates: { method: 'cronJob' },
    encryption: 'wireguard',
    services: { coreDns: 'auto' },
    allowFrom: ['10.0.0.0/9'],
  }),
});

const payments = new ServiceExportPair(fleet, 'payments', {
  service: 'payment-api',
  namespace: 'production',
  from: [usEast],
  to: [euWest],
  mesh,
  affinity: 'local',
  definition: { selector: { app: 'api' }, ports: [{ name: 'http', port: 8080 }] },
});

// Both sides have their say: what may leave, and what may come in.
new CiliumNetworkPolicy(fleet, 'allow-cross-cluster', {
  cluster: euWest,
  namespace: 'production',
  endpointSelector: { app: 'frontend' },
  egress: [{ to: [{ cluster: usEast, matchLabels: { app: 'api' } }], ports: [8080] }],
  allowDns: true,
});
new CiliumNetworkPolicy(fleet, 'api', {
  cluster: usEast,
  namespace: 'production',
  endpointSelector: { app: 'api' },
  ingress: [{ from: [{ cluster: [usEast, euWest], matchLabels: { app: 'frontend' } }], ports: [8080] }],
});

// A pod of the other region that asks whether payments are well.
new ApiObject(euWest.chart, 'test-cross-cluster', {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'test-cross-cluster', namespace: 'production', labels: { app: 'frontend' } },
  spec: {
    restartPolicy: 'Never',
    containers: [{ name: 'curl', image: 'docker.io/curlimages/curl:8.17.0', command: ['curl', `http://${payments.dnsName}:8080/health`] }],
  },
});

app.synth();
