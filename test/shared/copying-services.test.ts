import { describe, expect, test } from 'vitest';
import { copiedBy, type Environment } from '../../shared/copying-services.ts';

const linux: Environment = { HOME: '/home/ana' };
const mac: Environment = { HOME: '/Users/ana' };
const windows: Environment = { USERPROFILE: 'C:\\Users\\ana' };

describe('a folder that is copied elsewhere', () => {
  test.each<[string, string, Environment]>([
    ['OneDrive', 'C:\\Users\\ana\\OneDrive\\Journal\\journal.ocv', windows],
    ['OneDrive', 'C:\\Users\\ana\\OneDrive - Example Ltd\\journal.ocv', windows],
    ['OneDrive', 'D:\\Work files\\Notes\\journal.ocv', { ...windows, OneDriveCommercial: 'D:\\Work files' }],
    ['OneDrive', 'd:\\work FILES\\journal.ocv', { ...windows, OneDrive: 'D:\\Work files\\' }],
    ['OneDrive', '/Users/ana/Library/CloudStorage/OneDrive-Example/journal.ocv', mac],
    ['Dropbox', '/home/ana/Dropbox/journal.ocv', linux],
    ['Dropbox', 'C:\\Users\\ana\\Dropbox (Example)\\journal.ocv', windows],
    ['iCloud Drive', '/Users/ana/Library/Mobile Documents/com~apple~CloudDocs/journal.ocv', mac],
    ['iCloud Drive', 'C:\\Users\\ana\\iCloudDrive\\journal.ocv', windows],
    ['Google Drive', '/Users/ana/Library/CloudStorage/GoogleDrive-ana@example.org/My Drive/journal.ocv', mac],
    ['Google Drive', 'G:\\My Drive\\journal.ocv', windows],
    ['Nextcloud', '/home/ana/Nextcloud/journal.ocv', linux],
    ['ownCloud', '/home/ana/ownCloud/journal.ocv', linux],
    ['Box', '/Users/ana/Library/CloudStorage/Box-Box/journal.ocv', mac],
    ['Box', '/Users/ana/Box/journal.ocv', mac],
    ['MEGA', 'C:\\Users\\ana\\MEGA\\journal.ocv', windows],
    ['pCloud', '/home/ana/pCloudDrive/journal.ocv', linux],
    ['Synology Drive', '/home/ana/SynologyDrive/journal.ocv', linux],
    ['Proton Drive', 'C:\\Users\\ana\\Proton Drive\\ana\\journal.ocv', windows],
    ['network', '\\\\server\\homes\\ana\\journal.ocv', windows],
    ['network', '\\\\?\\UNC\\server\\homes\\ana\\journal.ocv', windows],
    ['network', 'H:\\Other Chair\\journal.ocv', { ...windows, HOMEDRIVE: 'H:', HOMESHARE: '\\\\server\\ana' }],
    ['network', '/net/server/ana/journal.ocv', linux],
    ['network', '/run/user/1000/gvfs/smb-share:server=s,share=ana/journal.ocv', linux],
  ])('is told by name: %s for %s', (service, path, env) => {
    expect(copiedBy(path, env)).toBe(service);
  });

  test.each<[string, Environment]>([
    ['/home/ana/.local/share/other-chair/journal/journal.ocv', linux],
    ['/Users/ana/Library/Application Support/Other Chair/journal/journal.ocv', mac],
    ['C:\\Users\\ana\\AppData\\Local\\Other Chair\\journal\\journal.ocv', { ...windows, OneDrive: 'C:\\Users\\ana\\OneDrive', HOMEDRIVE: 'C:' }],
    ['\\\\?\\C:\\Users\\ana\\AppData\\Local\\Other Chair\\journal.ocv', windows],
    ['\\\\.\\C:\\journal.ocv', windows],
    ['/home/ana/writing/box/journal.ocv', linux],
    ['/home/ana/sync notes/journal.ocv', linux],
    ['/home/dropboxer/journal.ocv', { HOME: '/home/dropboxer' }],
    ['/network-notes/journal.ocv', linux],
    ['/', {}],
    ['', { OneDrive: '' }],
  ])('is not claimed of an ordinary one: %s', (path, env) => {
    expect(copiedBy(path, env)).toBeNull();
  });
});
