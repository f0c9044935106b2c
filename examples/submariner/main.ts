import { ApiObject } from 'cdk8s';
import {
  AddressPlan, Aws, Calico, Delivery, ExistingCluster, Fleet, FleetApp, FleetMesh, ManagedCluster, Secrets, ServiceExportPair, Submariner,
} from 'cdk8s-fleet';

const app = new FleetApp();
const fleet = new Fleet(app, 'acme', {
  hub: ExistingCluster.hub({ name: 'hub', version: '1.34.1', network: { pods: '10.244.0.0/16', services: '10.245.0.0/20' } }),
  addresses: AddressPlan.within('10.0.0.0/9'),
  delivery: Delivery.argoCd({ repoUrl: 'https://git.example.com/acme/fleet.git', path: 'dist' }),
  // Tokens of members go from the hub through this store; the pre-shared key is in it beforehand.
  secrets: Secrets.clusterStore('vault'),
});

const cluster = (name: string, region: string) => new ManagedCluster(fleet, name, {
  version: '1.34.1',
  infrastructure: Aws.ec2({ region, availabilityZones: [`${region}a`, `${region}b`] }),
  networkPlugin: Calico.vxlan(),
  controlPlane: { machine: { instanceType: 'm6i.large' } },
  pools: {
    workers: { replicas: 3, machine: { instanceType: 'm6i.xlarge' } },
    // One carries the tunnels, the other stands by.
    gateways: { replicas: 2, machine: { instanceType: 'c6i.large' }, failureDomains: [`${region}a`, `${region}b`] },
  },
});
const usEast = cluster('cluster-us-east', 'us-east-1');
const euWest = cluster('cluster-eu-west', 'eu-west-1');

const mesh = new FleetMesh(fleet, 'mesh', {
  members: [usEast, euWest],
  mesh: Submariner.tunnels({
    brokerApiServer: 'hub.example.com:6443',
    // Machines have private addresses only, behind the NAT gateways of their VPC.
    loadBalancer: { annotations: { 'service.beta.kubernetes.io/aws-load-balancer-type': 'nlb' } },
  }),
});

const payments = new ServiceExportPair(fleet, 'payments', {
  service: 'payment-api',
  namespace: 'production',
  from: [usEast],
  to: [euWest],
  mesh,
  definition: { selector: { app: 'payment-api' }, ports: [{ name: 'http', port: 8080 }] },
});

// A pod of the other region that asks whether payments are well.
new ApiObject(euWest.chart, 'test-cross-cluster', {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'test-cross-cluster', namespace: 'production' },
  spec: {
    restartPolicy: 'Never',
    containers: [{ name: 'curl', image: 'docker.io/curlimages/curl:8.17.0', command: ['curl', `http://${payments.dnsName}:8080/health`] }],
  },
});

app.synth();
