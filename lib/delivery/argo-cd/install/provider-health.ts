/** Kinds of the Cluster API Operator that stand for a provider (Cluster API Operator v0.28.0 api/v1alpha2). */
const PROVIDERS = [
  'AddonProvider', 'BootstrapProvider', 'ControlPlaneProvider', 'CoreProvider', 'InfrastructureProvider', 'IPAMProvider', 'RuntimeExtensionProvider',
];

/**
 * When a provider of Cluster API is ready. Argo CD v3.5.1 takes every object of a kind that it does not know for healthy at once
 * (resource_customizations has no group `operator.cluster.x-k8s.io`), and would go on to objects of kinds that nobody serves yet.
 *
 * A provider is ready once its Deployment is available and the operator is through with what the object says now: conditions outlive a change of
 * the object, and the one about an upgrade outlives its repair. One that fails is degraded and not in progress, since a sync that waits takes no
 * newer commit. A provider waits for the core provider without a fault of its own (Cluster API Operator v0.28.0
 * internal/controller/genericprovider_controller.go, preflight_checks.go, phase_lifecycle.go).
 */
const HEALTH = `local hs = { status = "Progressing", message = "Waiting for the provider" }
if obj.status == nil or obj.status.conditions == nil then
  return hs
end
local observed = obj.status.observedGeneration == obj.metadata.generation
local ready = false
local waits = false
for _, condition in ipairs(obj.status.conditions) do
  if condition.status == "True" then
    ready = ready or condition.type == "Ready"
  elseif condition.reason == "WaitingForCoreProviderReady" then
    waits = true
  elseif condition.status == "False" and not (condition.type == "ProviderUpgraded" and observed) then
    return { status = "Degraded", message = condition.message }
  end
end
if ready and observed and not waits then
  return { status = "Healthy", message = "Provider is ready" }
end
return hs
`;

/** Keys of `argocd-cm` by which Argo CD knows when a provider of Cluster API is ready. */
export function providerHealth(): Readonly<Record<string, string>> {
  return Object.fromEntries(PROVIDERS.map(kind => [`resource.customizations.health.operator.cluster.x-k8s.io_${kind}`, HEALTH]));
}
