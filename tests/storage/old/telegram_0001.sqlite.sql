BEGIN TRANSACTION;
CREATE TABLE chats (
	chat_id BIGINT NOT NULL, 
	language VARCHAR, 
	question BIGINT, 
	location_keyboard BOOLEAN NOT NULL, 
	gone_since FLOAT, 
	told BOOLEAN NOT NULL, 
	PRIMARY KEY (chat_id)
);
INSERT INTO "chats" VALUES(5,'kk',77,1,NULL,0);
CREATE TABLE payloads (
	token VARCHAR NOT NULL, 
	payload VARCHAR, 
	PRIMARY KEY (token)
);
CREATE TABLE updates (
	update_id BIGINT NOT NULL, 
	chat_id BIGINT NOT NULL, 
	message_id BIGINT, 
	kind VARCHAR NOT NULL, 
	digest VARCHAR, 
	received FLOAT NOT NULL, 
	waits BOOLEAN NOT NULL, 
	tries INTEGER NOT NULL, 
	content TEXT, 
	answer TEXT, 
	sent INTEGER NOT NULL, 
	PRIMARY KEY (update_id)
);
INSERT INTO "updates" VALUES(1,5,1,'text','d1',1764150000.0,0,1,NULL,NULL,1);
INSERT INTO "updates" VALUES(2,5,2,'text','d2',1764150000.0,1,0,'{"text": "балам ауырып тұр", "place": null, "edited": false}',NULL,0);
INSERT INTO "updates" VALUES(3,6,1,'text','d3',1764150000.0,1,0,'{"text": "қызуы 39", "place": null, "edited": false}',NULL,0);
CREATE INDEX by_age ON updates (received);
CREATE INDEX waiting ON updates (chat_id, update_id) WHERE waits;
CREATE INDEX of_message ON updates (chat_id, message_id);
COMMIT;
