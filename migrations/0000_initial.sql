CREATE TABLE `api_keys` (
	`id` text PRIMARY KEY NOT NULL,
	`workspace_id` text NOT NULL,
	`created_by` text NOT NULL,
	`name` text NOT NULL,
	`prefix` text NOT NULL,
	`secret_hash` text NOT NULL,
	`scopes` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer,
	`last_used_at` integer,
	`revoked_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `api_keys_secret` ON `api_keys` (`secret_hash`);--> statement-breakpoint
CREATE INDEX `api_keys_workspace` ON `api_keys` (`workspace_id`,`created_at`);--> statement-breakpoint
CREATE TABLE `audit_log` (
	`number` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`workspace_id` text,
	`user_id` text,
	`action` text NOT NULL,
	`target` text NOT NULL,
	`address` text DEFAULT '' NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `audit_log_workspace` ON `audit_log` (`workspace_id`,`at`);--> statement-breakpoint
CREATE TABLE `idempotency_keys` (
	`workspace_id` text NOT NULL,
	`key` text NOT NULL,
	`request_hash` text NOT NULL,
	`minted_id` text NOT NULL,
	`status` text NOT NULL,
	`answer_status` integer,
	`answer_body` text,
	`answer_etag` text,
	`started_at` integer NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`workspace_id`, `key`)
);
--> statement-breakpoint
CREATE INDEX `idempotency_keys_age` ON `idempotency_keys` (`created_at`);--> statement-breakpoint
CREATE TABLE `leases` (
	`name` text PRIMARY KEY NOT NULL,
	`holder` text NOT NULL,
	`until` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `mailed_links` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`kind` text NOT NULL,
	`hash` text NOT NULL,
	`email` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`used_at` integer,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `mailed_links_hash` ON `mailed_links` (`hash`);--> statement-breakpoint
CREATE INDEX `mailed_links_user` ON `mailed_links` (`user_id`,`kind`,`created_at`);--> statement-breakpoint
CREATE INDEX `mailed_links_expiry` ON `mailed_links` (`expires_at`);--> statement-breakpoint
CREATE TABLE `mails` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`to` text NOT NULL,
	`kind` text NOT NULL,
	`subject` text NOT NULL,
	`text` text NOT NULL,
	`action` text,
	`action_url` text,
	`link_id` text,
	`key` text NOT NULL,
	`created_at` integer NOT NULL,
	`send_at` integer,
	`send_before` integer NOT NULL,
	`sent_at` integer,
	`tries` integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `mails_once` ON `mails` (`key`);--> statement-breakpoint
CREATE INDEX `mails_due` ON `mails` (`send_at`) WHERE "send_at" is not null;--> statement-breakpoint
CREATE INDEX `mails_age` ON `mails` (`created_at`);--> statement-breakpoint
CREATE INDEX `mails_user` ON `mails` (`user_id`);--> statement-breakpoint
CREATE TABLE `media` (
	`id` text PRIMARY KEY NOT NULL,
	`workspace_id` text NOT NULL,
	`created_by` text NOT NULL,
	`key` text NOT NULL,
	`name` text NOT NULL,
	`bytes` integer NOT NULL,
	`etag` text,
	`status` text NOT NULL,
	`content_type` text NOT NULL,
	`container` text,
	`video_codec` text,
	`audio_codec` text,
	`width` integer,
	`height` integer,
	`milli_fps` integer,
	`duration_ms` integer,
	`verdicts` text NOT NULL,
	`poster_etag` text,
	`checks` integer DEFAULT 0 NOT NULL,
	`kept` integer DEFAULT false NOT NULL,
	`pinned_until` integer,
	`published_at` integer,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`workspace_id`) REFERENCES `workspaces`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `media_workspace` ON `media` (`workspace_id`,`created_at`);--> statement-breakpoint
CREATE INDEX `media_purge` ON `media` (`status`,`kept`,`published_at`);--> statement-breakpoint
CREATE INDEX `media_by_status` ON `media` (`status`,`updated_at`);--> statement-breakpoint
CREATE TABLE `memberships` (
	`workspace_id` text NOT NULL,
	`user_id` text NOT NULL,
	`role` text NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`workspace_id`, `user_id`),
	FOREIGN KEY (`workspace_id`) REFERENCES `workspaces`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `memberships_user` ON `memberships` (`user_id`);--> statement-breakpoint
CREATE TABLE `notifications` (
	`id` text PRIMARY KEY NOT NULL,
	`workspace_id` text NOT NULL,
	`post_id` text,
	`account_id` text,
	`kind` text NOT NULL,
	`sentence` text NOT NULL,
	`action` text,
	`dedupe_key` text NOT NULL,
	`created_at` integer NOT NULL,
	`read_at` integer,
	`spread_at` integer
);
--> statement-breakpoint
CREATE INDEX `notifications_unspread` ON `notifications` (`created_at`) WHERE "spread_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX `notifications_once` ON `notifications` (`dedupe_key`);--> statement-breakpoint
CREATE INDEX `notifications_list` ON `notifications` (`workspace_id`,`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `notifications_unread` ON `notifications` (`workspace_id`) WHERE "read_at" is null;--> statement-breakpoint
CREATE TABLE `oauth_states` (
	`hash` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`workspace_id` text NOT NULL,
	`return_to` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`used_at` integer,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `oauth_states_expiry` ON `oauth_states` (`expires_at`);--> statement-breakpoint
CREATE TABLE `posts` (
	`number` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`workspace_id` text NOT NULL,
	`created_by` text NOT NULL,
	`platform` text DEFAULT 'tiktok' NOT NULL,
	`account_id` text,
	`media_id` text,
	`caption` text DEFAULT '' NOT NULL,
	`privacy` text,
	`allow_comment` integer DEFAULT false NOT NULL,
	`allow_duet` integer DEFAULT false NOT NULL,
	`allow_stitch` integer DEFAULT false NOT NULL,
	`own_brand` integer DEFAULT false NOT NULL,
	`branded` integer DEFAULT false NOT NULL,
	`ai_generated` integer DEFAULT false NOT NULL,
	`cover_ms` integer,
	`intended` text,
	`consent` text,
	`publish_at` integer,
	`latest_at` integer,
	`stage_at` integer,
	`zone` text,
	`status` text NOT NULL,
	`revision` integer DEFAULT 0 NOT NULL,
	`arming_id` text,
	`link_id` text,
	`seq` integer DEFAULT 0 NOT NULL,
	`armed_at` integer,
	`sweep_at` integer,
	`held` text,
	`failure` text,
	`findings` text NOT NULL,
	`needs_you` integer GENERATED ALWAYS AS (case when "status" = 'outcome_unknown' then 1 when "status" in ('scheduled', 'publishing') and ("held" is not null or instr("findings", '"severity":"blocks"') > 0) then 1 else 0 end) VIRTUAL,
	`publish_id` text,
	`tiktok_post_id` text,
	`url` text,
	`handed_over_at` integer,
	`published_at` integer,
	`deleted_at` integer,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`workspace_id`) REFERENCES `workspaces`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `posts_id_unique` ON `posts` (`id`);--> statement-breakpoint
CREATE INDEX `posts_workspace` ON `posts` (`workspace_id`,`created_at`);--> statement-breakpoint
CREATE INDEX `posts_list` ON `posts` (`workspace_id`,`number`) WHERE "deleted_at" is null;--> statement-breakpoint
CREATE INDEX `posts_by_time` ON `posts` (`workspace_id`,case when "publish_at" is null then 9007199254740991 else "publish_at" end,`number`) WHERE "deleted_at" is null;--> statement-breakpoint
CREATE INDEX `posts_by_status` ON `posts` (`workspace_id`,`status`,`number`,`deleted_at`) WHERE "deleted_at" is null;--> statement-breakpoint
CREATE INDEX `posts_by_status_time` ON `posts` (`workspace_id`,`status`,case when "publish_at" is null then 9007199254740991 else "publish_at" end,`number`) WHERE "deleted_at" is null;--> statement-breakpoint
CREATE INDEX `posts_by_account` ON `posts` (`workspace_id`,`account_id`,`number`) WHERE "deleted_at" is null;--> statement-breakpoint
CREATE INDEX `posts_needs_you` ON `posts` (`workspace_id`,`needs_you`,`number`) WHERE "deleted_at" is null;--> statement-breakpoint
CREATE INDEX `posts_needs_you_time` ON `posts` (`workspace_id`,`needs_you`,case when "publish_at" is null then 9007199254740991 else "publish_at" end,`number`) WHERE "deleted_at" is null;--> statement-breakpoint
CREATE INDEX `posts_link` ON `posts` (`link_id`,`status`);--> statement-breakpoint
CREATE INDEX `posts_sweep` ON `posts` (`sweep_at`);--> statement-breakpoint
CREATE INDEX `posts_media` ON `posts` (`media_id`,`status`);--> statement-breakpoint
CREATE INDEX `posts_account` ON `posts` (`account_id`,`status`);--> statement-breakpoint
CREATE INDEX `posts_publish_id` ON `posts` (`publish_id`);--> statement-breakpoint
CREATE INDEX `posts_deleted` ON `posts` (`deleted_at`) WHERE "deleted_at" is not null;--> statement-breakpoint
CREATE TABLE `publication_events` (
	`post_id` text NOT NULL,
	`seq` integer NOT NULL,
	`at` integer NOT NULL,
	`step` text NOT NULL,
	`detail` text NOT NULL,
	PRIMARY KEY(`post_id`, `seq`)
);
--> statement-breakpoint
CREATE TABLE `push_subscriptions` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`endpoint` text NOT NULL,
	`p256dh` text NOT NULL,
	`auth` text NOT NULL,
	`user_agent` text DEFAULT '' NOT NULL,
	`session_id` text,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `push_subscriptions_endpoint` ON `push_subscriptions` (`endpoint`);--> statement-breakpoint
CREATE INDEX `push_subscriptions_user` ON `push_subscriptions` (`user_id`,`created_at`);--> statement-breakpoint
CREATE TABLE `pushes` (
	`key` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`subscription_id` text NOT NULL,
	`message` text NOT NULL,
	`send_at` integer NOT NULL,
	`send_before` integer NOT NULL,
	`tries` integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE INDEX `pushes_due` ON `pushes` (`send_at`);--> statement-breakpoint
CREATE INDEX `pushes_subscription` ON `pushes` (`subscription_id`);--> statement-breakpoint
CREATE INDEX `pushes_user` ON `pushes` (`user_id`);--> statement-breakpoint
CREATE TABLE `sessions` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`kind` text NOT NULL,
	`token_hash` text NOT NULL,
	`family` text NOT NULL,
	`user_agent` text DEFAULT '' NOT NULL,
	`created_at` integer NOT NULL,
	`last_seen_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`revoked_at` integer,
	`used_at` integer,
	`replaced_by` text,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `sessions_token` ON `sessions` (`token_hash`);--> statement-breakpoint
CREATE INDEX `sessions_user` ON `sessions` (`user_id`,`created_at`);--> statement-breakpoint
CREATE INDEX `sessions_expiry` ON `sessions` (`expires_at`);--> statement-breakpoint
CREATE TABLE `tiktok_accounts` (
	`id` text PRIMARY KEY NOT NULL,
	`workspace_id` text NOT NULL,
	`open_id` text NOT NULL,
	`link_id` text NOT NULL,
	`status` text NOT NULL,
	`username` text DEFAULT '' NOT NULL,
	`nickname` text DEFAULT '' NOT NULL,
	`avatar_etag` text,
	`avatar_path` text,
	`avatar_next_at` integer,
	`scopes` text NOT NULL,
	`creator_info` text,
	`access_expires_at` integer,
	`refresh_expires_at` integer,
	`legacy_privacy` text,
	`connected_at` integer NOT NULL,
	`disconnected_at` integer,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`workspace_id`) REFERENCES `workspaces`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `tiktok_accounts_open_id` ON `tiktok_accounts` (`workspace_id`,`open_id`);--> statement-breakpoint
CREATE INDEX `tiktok_accounts_by_open_id` ON `tiktok_accounts` (`open_id`);--> statement-breakpoint
CREATE INDEX `tiktok_accounts_expiry` ON `tiktok_accounts` (`status`,`access_expires_at`);--> statement-breakpoint
CREATE INDEX `tiktok_accounts_left_pictures` ON `tiktok_accounts` (`disconnected_at`) WHERE "disconnected_at" is not null and "avatar_path" is not null;--> statement-breakpoint
CREATE TABLE `upload_parts` (
	`upload_id` text NOT NULL,
	`number` integer NOT NULL,
	`bytes` integer NOT NULL,
	`etag` text NOT NULL,
	`stored_at` integer NOT NULL,
	PRIMARY KEY(`upload_id`, `number`),
	FOREIGN KEY (`upload_id`) REFERENCES `uploads`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `uploads` (
	`id` text PRIMARY KEY NOT NULL,
	`workspace_id` text NOT NULL,
	`media_id` text NOT NULL,
	`r2_upload_id` text NOT NULL,
	`bytes` integer NOT NULL,
	`part_bytes` integer NOT NULL,
	`status` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	FOREIGN KEY (`media_id`) REFERENCES `media`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `uploads_workspace` ON `uploads` (`workspace_id`,`status`);--> statement-breakpoint
CREATE INDEX `uploads_expiry` ON `uploads` (`status`,`expires_at`);--> statement-breakpoint
CREATE INDEX `uploads_media` ON `uploads` (`media_id`);--> statement-breakpoint
CREATE TABLE `users` (
	`number` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`email` text NOT NULL,
	`username` text NOT NULL,
	`email_key` text DEFAULT '' NOT NULL,
	`username_key` text DEFAULT '' NOT NULL,
	`password_hash` text NOT NULL,
	`role` text DEFAULT 'user' NOT NULL,
	`is_active` integer DEFAULT true NOT NULL,
	`token_version` integer DEFAULT 0 NOT NULL,
	`zone` text DEFAULT 'UTC' NOT NULL,
	`settings` text DEFAULT '{}' NOT NULL,
	`email_confirmed_at` integer,
	`pending_email` text,
	`digest_at` integer DEFAULT 0 NOT NULL,
	`deletion_requested_at` integer,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `users_id_unique` ON `users` (`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `users_email` ON `users` (`email`);--> statement-breakpoint
CREATE UNIQUE INDEX `users_username` ON `users` (`username`);--> statement-breakpoint
CREATE INDEX `users_email_key` ON `users` (`email_key`);--> statement-breakpoint
CREATE INDEX `users_username_key` ON `users` (`username_key`);--> statement-breakpoint
CREATE INDEX `users_digest` ON `users` (`digest_at`);--> statement-breakpoint
CREATE INDEX `users_deletion` ON `users` (`deletion_requested_at`) WHERE "deletion_requested_at" is not null;--> statement-breakpoint
CREATE TABLE `webhook_deliveries` (
	`webhook_id` text NOT NULL,
	`message_id` text NOT NULL,
	`workspace_id` text NOT NULL,
	`event` text NOT NULL,
	`body` text NOT NULL,
	`status` text NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL,
	`response_status` integer,
	`problem` text,
	`next_at` integer,
	`attempted_at` integer,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`webhook_id`, `message_id`)
);
--> statement-breakpoint
CREATE INDEX `webhook_deliveries_list` ON `webhook_deliveries` (`webhook_id`,`created_at`,`message_id`);--> statement-breakpoint
CREATE INDEX `webhook_deliveries_due` ON `webhook_deliveries` (`webhook_id`,`next_at`) WHERE "next_at" is not null;--> statement-breakpoint
CREATE INDEX `webhook_deliveries_age` ON `webhook_deliveries` (`created_at`);--> statement-breakpoint
CREATE TABLE `webhook_events` (
	`hash` text PRIMARY KEY NOT NULL,
	`open_id` text NOT NULL,
	`publish_id` text,
	`kind` text NOT NULL,
	`content` text NOT NULL,
	`created_at` integer NOT NULL,
	`received_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `webhook_events_publish_id` ON `webhook_events` (`publish_id`);--> statement-breakpoint
CREATE INDEX `webhook_events_received` ON `webhook_events` (`received_at`);--> statement-breakpoint
CREATE TABLE `webhooks` (
	`id` text PRIMARY KEY NOT NULL,
	`workspace_id` text NOT NULL,
	`created_by` text NOT NULL,
	`url` text NOT NULL,
	`description` text DEFAULT '' NOT NULL,
	`events` text NOT NULL,
	`enabled` integer DEFAULT true NOT NULL,
	`ending` text,
	`secret` text NOT NULL,
	`old_secret` text,
	`old_secret_until` integer,
	`failing_since` integer,
	`delivered_at` integer,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`workspace_id`) REFERENCES `workspaces`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `webhooks_list` ON `webhooks` (`workspace_id`,`created_at`,`id`);--> statement-breakpoint
CREATE TABLE `workspaces` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`created_at` integer NOT NULL
);
