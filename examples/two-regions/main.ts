import { AddressPlan, Aws, Calico, ExistingCluster, Fleet, FleetApp, ManagedCluster } from 'cdk8s-fleet';

const app = new FleetApp();

const fleet = new Fleet(app, 'acme', {
  hub: ExistingCluster.hub({ name: 'hub', version: '1.34.1', network: { pods: '10.244.0.0/16', services: '10.245.0.0/20', nodes: '10.246.0.0/20' } }),
  // Clusters that leave a range open get blocks of the pool; fleet.lock.json keeps them.
  addresses: AddressPlan.within('10.0.0.0/8', { reserved: { 'office': '10.8.0.0/14', 'data-centre': ['10.200.0.0/16', '172.20.0.0/16'] } }),
});

const zonesOf = (region: string) => ['a', 'b', 'c'].map(zone => `${region}${zone}`);

new ManagedCluster(fleet, 'prod-us-east', {
  version: '1.34.1',
  labels: { environment: 'production', region: 'us-east-1' },
  infrastructure: Aws.ec2({ region: 'us-east-1', availabilityZones: zonesOf('us-east-1'), sshKeyName: 'fleet' }),
  network: { pods: '192.168.0.0/16', services: '172.16.0.0/20', nodes: '10.0.0.0/16' },
  networkPlugin: Calico.vxlan(),
  controlPlane: {
    replicas: 3,
    machine: { instanceType: 'm6i.large', rootVolume: { sizeGiB: 80, type: 'gp3' } },
    auditLog: {},
    oidc: { issuerUrl: 'https://login.example.com', clientId: 'kubernetes', groupsClaim: 'groups', groupsPrefix: 'oidc:' },
    renewCertificatesDaysBefore: 30,
  },
  pools: {
    workers: {
      replicas: 5,
      machine: { instanceType: 'm6i.xlarge', rootVolume: { sizeGiB: 100, type: 'gp3' } },
      failureDomains: zonesOf('us-east-1'),
    },
    batch: {
      autoscaling: { min: 0, max: 10 },
      machine: { instanceType: 'c6i.2xlarge', spot: {} },
      nodeLabels: { workload: 'batch' },
      taints: [{ key: 'workload', value: 'batch', effect: 'NoSchedule' }],
      nodeDrainTimeoutSeconds: 600,
    },
  },
});

new ManagedCluster(fleet, 'prod-eu-west', {
  version: '1.34.1',
  labels: { environment: 'production', region: 'eu-west-1' },
  infrastructure: Aws.ec2({ region: 'eu-west-1', availabilityZones: zonesOf('eu-west-1'), sshKeyName: 'fleet' }),
  // No network: pods, services and the VPC get blocks of the plan.
  networkPlugin: Calico.vxlan(),
  controlPlane: {
    replicas: 3,
    machine: { instanceType: 'm6i.large', rootVolume: { sizeGiB: 80, type: 'gp3' } },
    auditLog: {},
  },
  pools: {
    workers: {
      replicas: 3,
      machine: { instanceType: 'm6i.xlarge', rootVolume: { sizeGiB: 100, type: 'gp3' } },
      failureDomains: zonesOf('eu-west-1'),
    },
  },
});

app.synth();
