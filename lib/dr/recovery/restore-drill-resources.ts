/**
 * Kinds that act on what lies outside of their namespace, so that a copy of them is no drill. A `*` matches dots too (Velero v1.18.2
 * `pkg/util/collections/includes_excludes.go`, `globStringSet`).
 */
export const EXCLUDED_RESOURCES: readonly string[] = [
  // They take over host names of the real ones, or put pods behind their load balancers.
  'ingresses.networking.k8s.io', '*.gateway.networking.k8s.io', 'gateways.networking.istio.io', 'virtualservices.networking.istio.io',
  'serviceentries.networking.istio.io', 'routes.route.openshift.io', '*.traefik.io', '*.projectcontour.io', '*.konghq.com', '*.getambassador.io', '*.nginx.org',
  '*.elbv2.k8s.aws', '*.networking.gke.io', 'dnsendpoints.externaldns.k8s.io',
  // They would be services of the whole mesh.
  'serviceexports.multicluster.x-k8s.io', 'serviceimports.multicluster.x-k8s.io',
  // They order certificates and credentials once more, or write them elsewhere; what they have made is a Secret, and restored.
  '*.cert-manager.io', '*.external-secrets.io',
  // They send what has been sent, and bill what has been billed.
  'cronjobs.batch', 'jobs.batch', 'scaledjobs.keda.sh', '*.tekton.dev', '*.sources.knative.dev', '*.strimzi.io',
  // They bring objects back to where they came from, and delete them there when they go; they run workflows, and turn traffic over.
  '*.argoproj.io', '*.toolkit.fluxcd.io',
  // Databases that their operator archives to the place that the real ones are archived to, or makes anew under their names.
  '*.cnpg.io', '*.zalan.do', '*.postgres-operator.crunchydata.com', '*.stackgres.io', '*.percona.com', '*.mysql.oracle.com', '*.mariadb.com', '*.planetscale.com',
  '*.pingcap.com', '*.mongodb.com', '*.scylladb.com', '*.k8ssandra.io', '*.cassandra.datastax.com', '*.k8s.elastic.co', '*.kubedb.com',
  // What stands behind them, machines and buckets, is one: it is deleted with the copy.
  '*.cluster.x-k8s.io', '*.crossplane.io', '*.upbound.io', '*.services.k8s.aws', '*.azure.com', '*.cnrm.cloud.google.com', '*.pulumi.com', '*.app.terraform.io',
];

/** What drills of snapshots leave out whatever the program says, see `CLAIMS` of `restore-drill-modifiers.ts`. */
export const VOLUMES = 'persistentvolumes';
