export { argoCdInstallation, ArgoCdInstallationOptions } from './installation';
