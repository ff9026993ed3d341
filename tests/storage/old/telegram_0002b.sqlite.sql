BEGIN TRANSACTION;
CREATE TABLE chats (
	chat_id BIGINT NOT NULL, 
	language VARCHAR, 
	question BIGINT, 
	location_keyboard BOOLEAN NOT NULL, 
	gone_since FLOAT, 
	told BOOLEAN NOT NULL, last_day INTEGER DEFAULT '0' NOT NULL, 
	PRIMARY KEY (chat_id)
);
INSERT INTO "chats" VALUES(5,'kk',77,1,NULL,0,20419);
INSERT INTO "chats" VALUES(-100200,NULL,NULL,0,NULL,1,20419);
CREATE TABLE telegram_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT telegram_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "telegram_version" VALUES('0002');
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
INSERT INTO "updates" VALUES(99,6,1,'text','d3',1764150000.0,1,1,NULL,'[{"text": "бірінші", "buttons": [["Иә", "/inform{\"fever\":\"yes\"}"], ["Жоқ", "/inform{\"fever\":\"no\"}"]], "keyboard": "", "keyboard_title": "", "phone": "", "is_question": true}, {"text": "Жедел жәрдем", "buttons": [], "keyboard": "", "keyboard_title": "", "phone": "103", "is_question": false}]',1);
INSERT INTO "updates" VALUES(100,5,1,'text','d1',1764150000.0,0,1,NULL,NULL,0);
INSERT INTO "updates" VALUES(101,5,2,'text','d2',1764150000.0,1,0,'{"text": "балам ауырып тұр", "place": null, "edited": false}',NULL,0);
INSERT INTO "updates" VALUES(102,5,2,'text','d4',1764150000.0,1,0,'{"text": "балам ауырып тұр!", "place": null, "edited": true}',NULL,0);
INSERT INTO "updates" VALUES(1000,7,3,'location',NULL,1764150000.0,1,0,'{"text": "", "place": [45.762, 62.104], "edited": false}',NULL,0);
INSERT INTO "updates" VALUES(1001,7,4,'tap','question',1764150000.0,1,0,'{"text": "/inform{\"fever\":\"yes\"}", "place": null, "edited": false}',NULL,0);
INSERT INTO "updates" VALUES(1002,-100200,NULL,'group',NULL,1764150000.0,0,1,NULL,NULL,0);
INSERT INTO "updates" VALUES(1003,0,NULL,'nothing',NULL,1764150000.0,0,0,NULL,NULL,0);
INSERT INTO "updates" VALUES(1004,8,9,'unreadable','album:a1',1764150000.0,1,0,'{"text": "бұл не", "place": null, "edited": false}',NULL,0);
INSERT INTO "updates" VALUES(1005,0,NULL,'text',NULL,1764150000.0,0,1,NULL,NULL,0);
CREATE INDEX of_message ON updates (chat_id, message_id);
CREATE INDEX by_age ON updates (received);
CREATE INDEX waiting ON updates (chat_id, update_id) WHERE waits = 1;
COMMIT;
