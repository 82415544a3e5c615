import { Hono } from 'hono';
import type { World } from '../world.ts';
import { creatorInfo, userInfo } from './creator-info.ts';
import { apiCall } from './endpoint.ts';
import { initVideo } from './init.ts';
import { cancelPublish, fetchStatus } from './status.ts';

const PUBLISH = ['video.publish'];
const PUBLISH_OR_UPLOAD = ['video.publish', 'video.upload'];
const ANY_PROFILE = ['user.info.basic', 'user.info.profile', 'user.info.stats'];

/** The calls of tiktok-api.md 0 that are simulated so far. */
export function publishRoutes(world: World) {
  return new Hono()
    .post(
      '/v2/post/publish/creator_info/query/',
      apiCall(
        world,
        { endpoint: 'creator_info', limit: 'creator_info', scopes: PUBLISH, body: 'ignored' },
        creatorInfo,
      ),
    )
    .post(
      '/v2/post/publish/video/init/',
      apiCall(world, { endpoint: 'init', limit: 'init', scopes: PUBLISH, body: 'json' }, initVideo),
    )
    .post(
      '/v2/post/publish/status/fetch/',
      apiCall(
        world,
        { endpoint: 'status', limit: 'status', scopes: PUBLISH_OR_UPLOAD, body: 'json' },
        fetchStatus,
      ),
    )
    .post(
      '/v2/post/publish/cancel/',
      apiCall(
        world,
        { endpoint: 'cancel', limit: 'status', scopes: PUBLISH_OR_UPLOAD, body: 'json' },
        cancelPublish,
      ),
    )
    .get(
      '/v2/user/info/',
      apiCall(
        world,
        { endpoint: 'user_info', limit: 'user_info', scopes: ANY_PROFILE, body: 'ignored' },
        userInfo,
      ),
    );
}
