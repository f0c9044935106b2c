export { fluxInstallation, FluxInstallationOptions } from './flux-installation';
