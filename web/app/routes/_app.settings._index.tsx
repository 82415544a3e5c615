import ProfileSettings from './_app.settings.profile.tsx';

export { action, loader } from './_app.settings.profile.tsx';

/** Where there is room beside the list, the first section stands there. */
export default ProfileSettings;
